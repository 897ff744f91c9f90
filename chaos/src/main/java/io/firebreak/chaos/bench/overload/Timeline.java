package io.firebreak.chaos.bench.overload;

import java.time.Duration;
import java.util.OptionalDouble;

/** How many requests were due in each tenth of a second, and how many of them were good. */
final class Timeline {
    /** Fine enough for a recovery of some seconds. */
    static final int PER_SECOND = 10;

    private static final long BUCKET_NANOS = Duration.ofSeconds(1).toNanos() / PER_SECOND;
    /** A second in which more than one request of a hundred is bad is not yet a second within the SLO. */
    private static final double WITHIN_SLO = 0.99;

    private final int[] due;
    private final int[] good;

    Timeline(Duration length) {
        int buckets = (int) Math.ceilDiv(length.toNanos(), BUCKET_NANOS);
        due = new int[buckets];
        good = new int[buckets];
    }

    /** A request that was due at that moment, from the start. */
    void add(long nanosFromStart, boolean isGood) {
        int bucket = Math.clamp(nanosFromStart / BUCKET_NANOS, 0, due.length - 1);
        due[bucket]++;
        good[bucket] += isGood ? 1 : 0;
    }

    /** Whole seconds of it. */
    int seconds() {
        return due.length / PER_SECOND;
    }

    int due(int second) {
        return sum(due, second * PER_SECOND);
    }

    int good(int second) {
        return sum(good, second * PER_SECOND);
    }

    /**
     * Seconds from that moment to the first second that is within the SLO; empty if none is. A second without requests
     * shows nothing and does not count.
     */
    OptionalDouble recovery(Duration from) {
        int first = (int) Math.ceilDiv(from.toNanos(), BUCKET_NANOS);
        for (int bucket = first; bucket + PER_SECOND <= due.length; bucket++) {
            int requests = sum(due, bucket);
            if (requests > 0 && sum(good, bucket) >= WITHIN_SLO * requests) {
                return OptionalDouble.of((bucket - first) / (double) PER_SECOND);
            }
        }
        return OptionalDouble.empty();
    }

    private static int sum(int[] counts, int from) {
        int sum = 0;
        for (int i = from; i < from + PER_SECOND; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
