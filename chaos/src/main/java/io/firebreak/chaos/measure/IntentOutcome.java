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
 */
public record IntentOutcome(
        TenantId tenant,
        IntentKind kind,
        long dueNanos,
        long startedNanos,
        long endedNanos,
        Ending ending,
        int attempts,
        boolean partial) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Whether it succeeded within the SLO's latency of its scheduled start. */
    public boolean isGood(Slo slo) {
        return ending == Ending.SUCCEEDED && latencyNanos() <= slo.latencyMillis() * NANOS_PER_MILLI;
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
