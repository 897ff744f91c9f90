package io.firebreak.directory.revision;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing at once after each announced change and at least every so often, on one thread, so that changes coming
 * faster than the work share a round. A round that fails is logged and followed by the next one.
 */
public final class ChangeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeLoop.class);

    /** A round is a few short statements; one that hangs on a dead database is left behind at stop. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final String name;
    private final Changes changes;
    private final Duration every;
    private final Runnable round;
    private final Lock lifecycle = new ReentrantLock();
    private volatile @Nullable Thread thread;

    public ChangeLoop(String name, Changes changes, Duration every, Runnable round) {
        this.name = name;
        this.changes = changes;
        this.every = every;
        this.round = round;
    }

    public void start() {
        lifecycle.lock();
        try {
            if (thread == null) {
                thread = Thread.ofVirtual().name(name).start(this::runUntilStopped);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /** Lets the round under way come to its end, and interrupts it when that takes long. Ends all waits for changes. */
    public void stop() {
        lifecycle.lock();
        try {
            Thread running = thread;
            thread = null;
            if (running != null) {
                changes.close();
                if (!running.join(STOP_WITHIN)) {
                    running.interrupt();
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            lifecycle.unlock();
        }
    }

    public boolean isRunning() {
        return thread != null;
    }

    private void runUntilStopped() {
        try {
            while (!changes.isClosed()) {
                long seen = changes.seen();
                try {
                    round.run();
                } catch (RuntimeException failure) {
                    LOG.warn("The {} failed a round; the next one follows within {}", name, every, failure);
                }
                changes.awaitAfter(seen, every);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
