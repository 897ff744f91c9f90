package io.firebreak.router.health;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One call of one node, counted among its calls in flight until it is ended or abandoned. */
public final class NodeLease {
    private final URI node;
    private final AtomicInteger inFlight;
    private final @Nullable CallPermit permit;
    private final AtomicBoolean open = new AtomicBoolean(true);

    NodeLease(URI node, AtomicInteger inFlight, @Nullable CallPermit permit) {
        this.node = node;
        this.inFlight = inFlight;
        this.permit = permit;
        inFlight.incrementAndGet();
    }

    public URI node() {
        return node;
    }

    /** The call ended, well or not. */
    public void end(boolean failed) {
        release();
        if (permit != null) {
            permit.end(failed);
        }
    }

    /** As {@link CallPermit#abandon}; the only node of a cell has none of its own to be counted. */
    public boolean abandon(Duration patience) {
        release();
        return permit != null && permit.abandon(patience);
    }

    private void release() {
        if (open.compareAndSet(true, false)) {
            inFlight.decrementAndGet();
        }
    }
}
