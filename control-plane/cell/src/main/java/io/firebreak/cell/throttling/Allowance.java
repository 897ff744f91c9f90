package io.firebreak.cell.throttling;

import io.firebreak.cell.access.TenantLimits;

/**
 * What one node grants one tenant of one kind of call.
 *
 * @param nanosPerRequest the time in which a used request comes back
 * @param burst requests at once after a rest
 */
record Allowance(long nanosPerRequest, int burst) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** An equal part of a limit for each of so many nodes that requests are spread over. */
    static Allowance part(TenantLimits.Rate limit, int nodes) {
        return new Allowance(
                Math.max(1, Math.round(NANOS_PER_SECOND * nodes / limit.rate())), Math.max(1, limit.burst() / nodes));
    }

    /** The time in which an empty bucket fills. */
    long nanosToFill() {
        return nanosPerRequest * burst;
    }
}
