package io.firebreak.cell.throttling;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket as one number, the time at which it is full again (the generic cell rate algorithm, ITU-T I.371): it
 * needs no thread that fills it, and threads never wait for each other.
 */
final class TokenBucket {
    /**
     * What came of taking a token.
     *
     * @param taken whether there was one
     * @param left tokens after it
     * @param nanosToNext until a token can be taken; 0 if one can at once
     * @param nanosToFull until the bucket is full, if nothing more is taken
     */
    record Take(boolean taken, long left, long nanosToNext, long nanosToFull) {}

    private final AtomicLong fullAt = new AtomicLong(Long.MIN_VALUE);

    /** @param now in nanoseconds since any fixed instant; a step back costs the tenant at most one empty bucket */
    Take take(long now, Allowance allowance) {
        while (true) {
            long seen = fullAt.get();
            long before = Math.clamp(seen, now, now + allowance.nanosToFill());
            long after = before + allowance.nanosPerRequest();
            long over = after - now - allowance.nanosToFill();
            if (over > 0) {
                fullAt.compareAndSet(seen, before);
                return new Take(false, 0, over, before - now);
            }
            if (fullAt.compareAndSet(seen, after)) {
                long left = -over / allowance.nanosPerRequest();
                return new Take(true, left, left > 0 ? 0 : over + allowance.nanosPerRequest(), after - now);
            }
        }
    }
}
