package io.firebreak.chaos.measure;

import org.jspecify.annotations.Nullable;

/**
 * Measured against predicted.
 *
 * @param absoluteError of the shares below the SLO, each pooled over the days
 * @param jaccard tenants in both sets over tenants in either, pooled over the days; 1 when both are empty
 * @param meanAbsoluteError of the days' shares: errors of several days do not cancel each other out in it
 * @param interval 95 % interval of {@code meanAbsoluteError} over the seeds; null for one seed
 */
public record Agreement(
        double absoluteError,
        double jaccard,
        double meanAbsoluteError,
        @Nullable Interval interval) {}
