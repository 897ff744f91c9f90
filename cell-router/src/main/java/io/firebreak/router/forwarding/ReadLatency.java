package io.firebreak.router.forwarding;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The time within which 19 of 20 reads were answered lately. A read that takes longer is worth asking another cell for
 * (Dean and Barroso, "The Tail at Scale", 2013): at most one in twenty is then asked twice.
 */
final class ReadLatency {
    /** Enough for a quantile of 95 % to stand on six samples. */
    private static final int SAMPLES = 128;
    /** Fewer say nothing about the slowest twentieth. */
    private static final int ENOUGH = 40;
    /** Sorting all samples for every read would cost more than it tells. */
    private static final int RENEWED_EVERY = 16;

    private static final double QUANTILE = 0.95;

    private final long[] nanos = new long[SAMPLES];
    private long count;
    private Optional<Duration> p95 = Optional.empty();

    /** A read was answered. */
    synchronized void record(Duration took) {
        nanos[(int) (count % SAMPLES)] = took.toNanos();
        count++;
        if (count >= ENOUGH && count % RENEWED_EVERY == 0) {
            long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, SAMPLES));
            Arrays.sort(sorted);
            p95 = Optional.of(Duration.ofNanos(sorted[(int) (QUANTILE * sorted.length)]));
        }
    }

    /** Nothing until enough reads were answered. */
    synchronized Optional<Duration> p95() {
        return p95;
    }
}
