package io.firebreak.chaos.measure;

import org.jspecify.annotations.Nullable;

/**
 * The same share for intents bound to the one cell that holds an instance: measured, and predicted as "any cell hit".
 *
 * @param interval 95 % interval of {@code belowSlo} over the seeds; null for one seed
 */
public record Owned(
        double belowSlo, double predicted, @Nullable Interval interval) {}
