package io.firebreak.router.observe;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.observe.HeavyHitters.Hitter;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Which tenants send the most requests, minute by minute. No metric has a tenant's name in it, since their number has no
 * bound; here it has.
 */
public final class BusiestTenants {
    /** So a tenant with over half a percent of the requests is never missed. */
    private static final int CAPACITY = 200;
    /** What fits on a screen. */
    private static final int SHOWN = 20;

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Clock clock;
    private HeavyHitters current = new HeavyHitters(CAPACITY);
    private HeavyHitters before = new HeavyHitters(CAPACITY);
    private long minute;

    public BusiestTenants(Clock clock) {
        this.clock = clock;
        this.minute = clock.monotonicTime() / MINUTE_NANOS;
    }

    /** A request of a tenant the table knows. */
    public synchronized void saw(TenantId tenant) {
        turn();
        current.count(tenant);
    }

    /** Of the last whole minute. */
    synchronized List<Hitter> lastMinute() {
        turn();
        return before.top(SHOWN);
    }

    private void turn() {
        long now = clock.monotonicTime() / MINUTE_NANOS;
        if (now > minute) {
            before = now == minute + 1 ? current : new HeavyHitters(CAPACITY);
            current = new HeavyHitters(CAPACITY);
            minute = now;
        }
    }
}
