package io.firebreak.chaos.measure;

/**
 * Measured against predicted.
 *
 * @param absoluteError of the shares below the SLO
 * @param jaccard tenants in both sets over tenants in either, pooled over the days; 1 when both are empty
 */
public record Agreement(double absoluteError, double jaccard) {}
