package io.firebreak.router.wiring;

import io.firebreak.router.edge.ApiServer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The first step of a stop in order: the router is not ready, and serves on until a load balancer has seen it. Only then does its
 * server take no more connections and wait for what is in flight.
 */
final class Drain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final ApiServer server;
    private final Duration time;
    private volatile boolean running;

    Drain(ApiServer server, Duration time) {
        this.server = server;
        this.time = time;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Takes its time itself: the bound on a phase of the stop is for requests in flight, and may be shorter. */
    @Override
    public void stop() {
        running = false;
        server.leave();
        LOG.info("This router is being stopped: it is not ready, and serves on for {}", time);
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
