package io.firebreak.chaos.measure;

import org.jspecify.annotations.Nullable;

/**
 * Measured shares of the scored tenants, and of what they wanted. {@code slow}, {@code failing} and {@code down} add up to
 * {@code belowSlo}.
 *
 * @param belowSlo good share in the fault window under the SLO's availability
 * @param down good share under {@value TenantOutcome#DOWN_BELOW}
 * @param interval 95 % interval of {@code belowSlo} over the seeds; null for one seed
 * @param slow below the SLO only because answers came late, see {@link Severity}
 * @param failing below the SLO because intents failed, but not down
 * @param requests share of the launches and lists scheduled in the window that went bad, of all tenants that are not left out
 * @param late share of them that succeeded, but too late; a part of {@code requests}
 * @param weighted {@code belowSlo} with each tenant weighted by its share of the launches and lists scheduled in the window
 */
public record BlastRadius(
        double belowSlo,
        double down,
        @Nullable Interval interval,
        double slow,
        double failing,
        double requests,
        double late,
        double weighted) {}
