package io.firebreak.cell.wiring;

import io.firebreak.cell.settings.CellSettings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop in order: the node says that it wants no more calls, and answers those that come all the same, until
 * the routers' probes have heard it. Only then does the web server take no more connections and wait for what is in flight; the
 * loops and the sender of commands go on until that is done.
 */
@Component
class Drain implements SmartLifecycle {
    /** What runs behind the calls is stopped when the web server has been, whose own phases are 1,024 and 2,048 below the highest. */
    static final int AFTER_THE_SERVER = DEFAULT_PHASE - 4_096;

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Duration time;
    private volatile boolean running;
    private volatile boolean begun;

    Drain(CellSettings settings) {
        this.time = settings.drain();
    }

    /** Whether the node is being stopped. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Takes its time itself: the bound on a phase of the stop is for calls in flight, and may be shorter. */
    @Override
    public void stop() {
        begun = true;
        running = false;
        log.info("This node is being stopped: it is not ready, and answers on for {}", time);
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start is the first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
