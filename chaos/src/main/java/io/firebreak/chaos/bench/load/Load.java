package io.firebreak.chaos.bench.load;

import io.firebreak.chaos.cli.CheckFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a stretch of load was answered.
 *
 * @param good answers 2xx
 * @param failures all others by status, and {@link #LOST} for connections that ended without an answer
 * @param firstFailure the first of them in full, empty when there is none
 * @param latencies of good answers, in nanoseconds, from when each request was due
 * @param took from the first request to the last answer
 * @param cpu of the generator
 */
public record Load(
        long good, Map<Integer, Long> failures, String firstFailure, Histogram latencies, Duration took, Duration cpu) {
    /** No HTTP status: the connection ended. */
    public static final int LOST = 0;

    /** Of latencies. */
    public static final int SIGNIFICANT_DIGITS = 3;

    private static final double NANOS_PER_MICRO = 1e3;

    public Load {
        failures = new TreeMap<>(failures);
    }

    /** Good answers. */
    public double perSecond() {
        return good * 1e9 / Math.max(1, took.toNanos());
    }

    /** Answers that were not good, and requests without any. */
    public long failed() {
        return failures.values().stream().mapToLong(count -> count).sum();
    }

    /** Ends the run when anything but a good answer came. */
    public void refuseFailures(String proxy) {
        if (failed() > 0) {
            throw new CheckFailedException("%s failed %d of %d requests, by status %s (%d is none); the first: %s"
                    .formatted(proxy, failed(), failed() + good, failures, LOST, firstFailure.replaceAll("\\s+", " ")));
        }
    }

    /** Microseconds at a percentile of the latencies. */
    public double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** Microseconds of processor time per answer. */
    public double microsPerAnswer(Duration processorTime) {
        return processorTime.toNanos() / NANOS_PER_MICRO / Math.max(1, good);
    }

    /** Several stretches together. */
    public static final class Totals {
        private final Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
        private long good;

        public void add(Load load) {
            good += load.good;
            latencies.add(load.latencies);
        }

        public long good() {
            return good;
        }

        public double micros(double percentile) {
            return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
        }
    }
}
