package io.firebreak.directory.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How cells are kept up to date.
 *
 * @param every how often the reconciler looks, when no change wakes it earlier
 * @param refreshEvery how often a cell gets one batch of what it has confirmed already, in turn, in case it lost it
 * @param batchSize credentials per call, 1 to 500 (the most a cell accepts)
 * @param concurrency cells pushed to at once
 * @param firstBackOff how long a cell is left alone after a failure; doubled by each further one
 */
public record PushSettings(
        Duration every,
        Duration refreshEvery,
        int batchSize,
        int concurrency,
        Duration connectTimeout,
        Duration readTimeout,
        Duration firstBackOff,
        Duration longestBackOff) {
    private static final int MAX_BATCH = 500;
    private static final int MAX_CONCURRENCY = 256;

    /** Everything that is wrong, each as a sentence. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        requirePositive(mistakes, "every", every);
        requirePositive(mistakes, "refresh-every", refreshEvery);
        requireRange(mistakes, "batch-size", batchSize, MAX_BATCH);
        requireRange(mistakes, "concurrency", concurrency, MAX_CONCURRENCY);
        requirePositive(mistakes, "connect-timeout", connectTimeout);
        requirePositive(mistakes, "read-timeout", readTimeout);
        requirePositive(mistakes, "first-back-off", firstBackOff);
        if (longestBackOff.compareTo(firstBackOff) < 0) {
            mistakes.add(
                    "longest-back-off %s must not be under first-back-off %s".formatted(longestBackOff, firstBackOff));
        }
        return mistakes;
    }

    private static void requirePositive(List<String> mistakes, String name, Duration value) {
        if (!value.isPositive()) {
            mistakes.add("%s %s must be above 0".formatted(name, value));
        }
    }

    private static void requireRange(List<String> mistakes, String name, int value, int most) {
        if (value < 1 || value > most) {
            mistakes.add("%s %d must be 1 to %d".formatted(name, value, most));
        }
    }
}
