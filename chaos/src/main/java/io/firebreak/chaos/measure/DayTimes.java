package io.firebreak.chaos.measure;

/**
 * The moments of a day, in nanoseconds from the start of the load.
 *
 * @param steadyFrom start of the steady state that counted, after the warm-up
 * @param zero end of the steady state: what {@code at} counts from
 * @param faultFrom start of the first fault
 * @param faultTo end of the last fault
 * @param end end of the load
 */
public record DayTimes(long steadyFrom, long zero, long faultFrom, long faultTo, long end) {
    static final double NANOS_PER_SECOND = 1e9;

    boolean inSteadyState(IntentOutcome outcome) {
        return outcome.dueNanos() >= steadyFrom && outcome.dueNanos() < zero;
    }

    boolean inFaultWindow(IntentOutcome outcome) {
        return outcome.dueNanos() >= faultFrom && outcome.dueNanos() < faultTo;
    }

    /** Everything a verdict rests on: from the steady state to the end. */
    boolean isJudged(IntentOutcome outcome) {
        return outcome.dueNanos() >= steadyFrom && outcome.dueNanos() < end;
    }

    /** The second, counted from {@code zero}, that holds this moment. */
    int secondOf(long nanos) {
        return (int) Math.floorDiv(nanos - zero, (long) NANOS_PER_SECOND);
    }

    double seconds(long nanos) {
        return (nanos - zero) / NANOS_PER_SECOND;
    }
}
