package io.firebreak.directory.revision;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the threads of this process that wait for a change. A wake-up says only that it is worth looking again; who waits
 * reads {@link #seen()} before looking, so that no change between the look and the wait is missed.
 */
public final class Changes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;
    private boolean closed;

    /** How many changes were announced so far. */
    public long seen() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everyone who waits. */
    public void announce() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody waits: every wait, also one under way, ends at once. For the stop of the process. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether waiting has come to an end. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more than {@code seen} changes were announced, the time is over or {@link #close()} was called. */
    public void awaitAfter(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanosLeft = TimeUnit.NANOSECONDS.convert(atMost);
            while (count <= seen && !closed && nanosLeft > 0) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
        } finally {
            lock.unlock();
        }
    }
}
