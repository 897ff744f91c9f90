package io.firebreak.router.accesslog;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** So many lines in each second of the clock. The second and its count stand in one number, so that no lock is needed. */
final class LineBudget {
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    /** More lines than 32 bits count are never allowed. */
    private static final int COUNT_BITS = 32;

    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final int perSecond;
    private final AtomicLong secondAndCount = new AtomicLong();

    LineBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one line of this second; false when all are taken. */
    boolean take(long nowNanos) {
        long second = (nowNanos / SECOND_NANOS) & COUNT_MASK;
        while (true) {
            long seen = secondAndCount.get();
            long count = seen >>> COUNT_BITS == second ? seen & COUNT_MASK : 0;
            if (count >= perSecond) {
                return false;
            }
            if (secondAndCount.compareAndSet(seen, second << COUNT_BITS | count + 1)) {
                return true;
            }
        }
    }
}
