package io.firebreak.assigner.analysis;

import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * How many pairs of tenants share how many cells, counted through the tenants of each cell: only pairs that share a cell
 * are looked at.
 *
 * @param pairs at s: how many pairs share s cells, up to the size of the greatest shard
 * @param worst the first pair that shares most; empty when there is only one tenant
 */
public record OverlapHistogram(List<Long> pairs, List<TenantId> worst) {
    public OverlapHistogram {
        pairs = List.copyOf(pairs);
        worst = List.copyOf(worst);
    }

    /** Counts a table's pairs in O(Σ load²). */
    public static OverlapHistogram of(ShardTable table) {
        return new OverlapCount(table).histogram();
    }

    /** The greatest number of cells two tenants share. */
    public int maxOverlap() {
        for (int shared = pairs.size() - 1; shared > 0; shared--) {
            if (pairs.get(shared) > 0) {
                return shared;
            }
        }
        return 0;
    }
}
