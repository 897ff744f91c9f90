package io.firebreak.chaos.measure;

import org.jspecify.annotations.Nullable;

/**
 * Measured shares of the scored tenants.
 *
 * @param belowSlo good share in the fault window under the SLO's availability
 * @param down good share under {@value TenantOutcome#DOWN_BELOW}
 * @param interval 95 % interval of {@code belowSlo} over the seeds; null for one seed
 */
public record BlastRadius(
        double belowSlo, double down, @Nullable Interval interval) {}
