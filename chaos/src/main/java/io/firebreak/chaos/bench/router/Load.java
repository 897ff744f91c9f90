package io.firebreak.chaos.bench.router;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a stretch of load was answered.
 *
 * @param good answers 200 and 201
 * @param failures all others by status, and {@link #LOST} for connections that ended without an answer
 * @param firstFailure the first of them in full, empty when there is none
 * @param latencies of good answers, in nanoseconds, from when each request was due
 * @param took from the first request to the last answer
 * @param cpu of the generator
 */
record Load(
        long good, Map<Integer, Long> failures, String firstFailure, Histogram latencies, Duration took, Duration cpu) {
    /** No HTTP status: the connection ended. */
    static final int LOST = 0;

    private static final double NANOS_PER_MICRO = 1e3;

    Load {
        failures = new TreeMap<>(failures);
    }

    double perSecond() {
        return good * 1e9 / Math.max(1, took.toNanos());
    }

    long failed() {
        return failures.values().stream().mapToLong(count -> count).sum();
    }

    /** Microseconds at a percentile of the latencies. */
    double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** Microseconds of processor time per answer. */
    double microsPerAnswer(Duration processorTime) {
        return processorTime.toNanos() / NANOS_PER_MICRO / Math.max(1, good);
    }
}
