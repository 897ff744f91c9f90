package io.firebreak.chaos.measure;

import java.util.Arrays;
import java.util.List;

/**
 * How long a generator recorded nothing. A schedule goes on whatever the region does, so a long silence is the generator's:
 * it was stuck, or its records are lost, and nobody knows how the tenants fared.
 *
 * @param longestSeconds longest time without any intent being due
 * @param usualSeconds median time between one due intent and the next
 */
record Silence(double longestSeconds, double usualSeconds) {
    /** No machine that keeps its schedule within 100 ms is silent for so long. */
    private static final double ALWAYS_FINE_SECONDS = 2;

    /** A thin load has long pauses; so many times the usual one is none of them. */
    private static final double TIMES_USUAL = 20;

    /** Between {@code from} and {@code to}, both of which end a silence. */
    static Silence between(long from, long to, List<IntentOutcome> outcomes) {
        long[] due = outcomes.stream()
                .mapToLong(IntentOutcome::dueNanos)
                .filter(nanos -> nanos >= from && nanos < to)
                .sorted()
                .toArray();
        long[] gaps = new long[due.length + 1];
        long last = from;
        for (int i = 0; i < due.length; i++) {
            gaps[i] = due[i] - last;
            last = due[i];
        }
        gaps[due.length] = to - last;
        Arrays.sort(gaps);
        return new Silence(
                gaps[due.length] / DayTimes.NANOS_PER_SECOND, gaps[due.length / 2] / DayTimes.NANOS_PER_SECOND);
    }

    boolean isTooLong() {
        return longestSeconds > Math.max(ALWAYS_FINE_SECONDS, TIMES_USUAL * usualSeconds);
    }
}
