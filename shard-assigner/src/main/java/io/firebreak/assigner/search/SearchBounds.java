package io.firebreak.assigner.search;

/**
 * What no shard found may break.
 *
 * @param maxOverlap how many cells two shards may share, from 0
 * @param capacityPerWeight how much weight of tenants a cell may carry for each unit of its own, above 0; infinite for none
 */
public record SearchBounds(int maxOverlap, double capacityPerWeight) {
    public SearchBounds {
        if (maxOverlap < 0) {
            throw new IllegalArgumentException("overlap %d must be 0 or more".formatted(maxOverlap));
        }
        if (!(capacityPerWeight > 0)) {
            throw new IllegalArgumentException(
                    "capacity per weight is %s: it must be above 0".formatted(capacityPerWeight));
        }
    }

    /** A bound on overlap alone. */
    public static SearchBounds ofOverlap(int maxOverlap) {
        return new SearchBounds(maxOverlap, Double.POSITIVE_INFINITY);
    }
}
