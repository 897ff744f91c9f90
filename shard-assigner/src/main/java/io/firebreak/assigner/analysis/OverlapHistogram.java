package io.firebreak.assigner.analysis;

import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * How many pairs of tenants share how many cells, exactly. Tenants on the very same shard are looked at together, and the
 * cheaper of two ways is taken: along the shards of each cell, or by how many tenants hold each set of cells.
 *
 * @param pairs at s: how many pairs share s cells, up to the size of the greatest shard
 * @param worst the first pair that shares most: its later tenant stands as early in the table as any, then its earlier
 *     one; empty when there is only one tenant
 */
public record OverlapHistogram(List<Long> pairs, List<TenantId> worst) {
    public OverlapHistogram {
        pairs = List.copyOf(pairs);
        worst = List.copyOf(worst);
    }

    /**
     * Counts a table's pairs, in O(Σ d²) when d different shards hold a cell, or in O(T 2ᵏ log T) for T tenants where that
     * is less and fits into memory.
     */
    public static OverlapHistogram of(ShardTable table) {
        DistinctShards distinct = new DistinctShards(table);
        PairsBySets bySets = new PairsBySets(table);
        OverlapCount count = bySets.fits() && bySets.steps() < distinct.steps()
                ? bySets.count()
                : new PairsAlongCells(table, distinct).count();
        int most = greatest(count.pairs());
        for (int row = 0; row < count.later(); row++) {
            if (table.shared(row, count.later()) == most) {
                return new OverlapHistogram(count.pairs(), List.of(table.tenant(row), table.tenant(count.later())));
            }
        }
        return new OverlapHistogram(count.pairs(), List.of());
    }

    /** Whether {@link #of} costs no more than so many looks at a pair of tenants. */
    static boolean isWithin(double steps, ShardTable table) {
        PairsBySets bySets = new PairsBySets(table);
        return (bySets.fits() && bySets.steps() <= steps) || new DistinctShards(table).steps() <= steps;
    }

    /** The greatest number of cells two tenants share. */
    public int maxOverlap() {
        return greatest(pairs);
    }

    private static int greatest(List<Long> pairs) {
        int shared = pairs.size() - 1;
        while (shared > 0 && pairs.get(shared) == 0) {
            shared--;
        }
        return shared;
    }
}
