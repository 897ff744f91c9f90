package io.firebreak.cell.capacity;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A reading that callers share: each returns after one that was begun after it had called. So however many come at once,
 * they cost the reading in progress, of which they cannot tell what it saw, and one more.
 */
final class SharedReading {
    private final Runnable reading;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong calls = new AtomicLong();
    /** All calls up to this one have been served. */
    private long served;

    SharedReading(Runnable reading) {
        this.reading = reading;
    }

    /** How many have called so far. */
    long callers() {
        return calls.get();
    }

    /** Throws what the reading throws that was made for this call. */
    void make() {
        long call = calls.incrementAndGet();
        lock.lock();
        try {
            if (served < call) {
                long last = calls.get();
                reading.run();
                served = last;
            }
        } finally {
            lock.unlock();
        }
    }
}
