package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;

/**
 * What became of one intent. Times are nanoseconds from the start of the load.
 *
 * @param dueNanos when it was scheduled to start; every latency counts from here
 * @param startedNanos when it really started; the difference is the generator's lag
 * @param endedNanos when the client had its answer or gave up
 * @param attempts tries, 0 when it was never sent
 * @param partial a list that named unreachable cells
 * @param staleNanos of a complete list: how long before its request the tenant had been told of the oldest instance that is
 *     missing in it, 0 when none is; {@value #NOT_TOLD} for everything else
 */
public record IntentOutcome(
        TenantId tenant,
        IntentKind kind,
        long dueNanos,
        long startedNanos,
        long endedNanos,
        Ending ending,
        int attempts,
        boolean partial,
        long staleNanos) {

    /** Nothing can be said of how stale an answer is. */
    public static final long NOT_TOLD = -1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** An intent of which nothing can be said of how stale its answer was. */
    public IntentOutcome(
            TenantId tenant,
            IntentKind kind,
            long dueNanos,
            long startedNanos,
            long endedNanos,
            Ending ending,
            int attempts,
            boolean partial) {
        this(tenant, kind, dueNanos, startedNanos, endedNanos, ending, attempts, partial, NOT_TOLD);
    }

    /** Whether it succeeded within the SLO's latency of its scheduled start. */
    public boolean isGood(Slo slo) {
        return ending == Ending.SUCCEEDED && latencyNanos() <= slo.latencyMillis() * NANOS_PER_MILLI;
    }

    /** Whether it succeeded, but after the SLO's latency. */
    public boolean isLate(Slo slo) {
        return ending == Ending.SUCCEEDED && !isGood(slo);
    }

    public long latencyNanos() {
        return endedNanos - dueNanos;
    }

    public long lagNanos() {
        return startedNanos - dueNanos;
    }

    /**
     * When a tenant knows how it went: at its end, or when the SLO's latency has passed without one.
     */
    public long judgedNanos(Slo slo) {
        return Math.min(endedNanos, dueNanos + slo.latencyMillis() * NANOS_PER_MILLI);
    }
}
