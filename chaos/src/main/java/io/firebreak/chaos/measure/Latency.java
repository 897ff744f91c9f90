package io.firebreak.chaos.measure;

import java.util.List;
import org.HdrHistogram.Histogram;

/** Latencies in histograms of microseconds with three digits, each counted from the scheduled start. */
final class Latency {
    private static final int DIGITS = 3;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1e3;

    private Latency() {}

    static Histogram none() {
        return new Histogram(DIGITS);
    }

    static Histogram of(List<IntentOutcome> outcomes) {
        Histogram latency = none();
        outcomes.forEach(outcome -> latency.recordValue(outcome.latencyNanos() / NANOS_PER_MICRO));
        return latency;
    }

    static LatencyMillis millis(Histogram micros) {
        return new LatencyMillis(millis(micros, 50), millis(micros, 99), millis(micros, 99.9));
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
