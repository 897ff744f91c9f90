package io.firebreak.chaos.load;

import java.util.concurrent.locks.LockSupport;

/** A clock that only runs forward, and the waiting on it. */
public interface NanoClock {
    /** Nanoseconds since some fixed moment. */
    long nanos();

    /** Returns at that moment or soon after; at once when it has passed, and early when the thread is interrupted. */
    void waitUntil(long nanos);

    /** The machine's own. */
    static NanoClock system() {
        return new NanoClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void waitUntil(long nanos) {
                long left = nanos - System.nanoTime();
                while (left > 0 && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(left);
                    left = nanos - System.nanoTime();
                }
            }
        };
    }
}
