package io.firebreak.assigner.analysis;

import java.util.Arrays;

/**
 * Counts shared cells by how many tenants hold each set of j cells: Σ over pairs of C(overlap, j) is Σ over sets of
 * C(tenants, 2), and from these sums for every j the pairs of each overlap follow by inclusion and exclusion. The cost does
 * not depend on how many pairs share a cell.
 */
final class PairsBySets {
    /** All sets of all tenants; those of one size, as 8 bytes each, are held at once: less than 256 MB. */
    private static final double MOST_SETS = 1 << 25;
    /** Sorting a set costs about as much as so many looks at a pair. */
    private static final double STEPS_OF_A_SET = 8;

    private final ShardTable table;
    private final int greatest;

    PairsBySets(ShardTable table) {
        this.table = table;
        this.greatest = table.greatestShard();
    }

    /** Whether a set is a number, and memory holds as many as there are. */
    boolean fits() {
        return Math.pow(table.cells() + 1.0, greatest) < Long.MAX_VALUE && sets() < MOST_SETS;
    }

    /** The cost, in looks of {@link PairsAlongCells}. */
    double steps() {
        return STEPS_OF_A_SET * sets();
    }

    private double sets() {
        return table.tenants() * Math.pow(2, greatest);
    }

    OverlapCount count() {
        long[] pairs = new long[greatest + 1];
        pairs[0] = OverlapCount.pairsOf(table.tenants());
        int later = table.tenants() > 1 ? 1 : 0;
        for (int size = greatest; size > 0; size--) {
            SetsOfCells sets = new SetsOfCells(table, size);
            pairs[size] = sets.pairs();
            if (pairs[size] > 0 && Arrays.stream(pairs, size + 1, pairs.length).sum() == 0) {
                later = sets.firstRepeated();
            }
        }
        // Each pair was counted once for every set of that size it shares: take those that share more away again.
        for (int size = greatest - 1; size >= 0; size--) {
            long choose = 1;
            for (int more = size + 1; more <= greatest; more++) {
                choose = choose * more / (more - size);
                pairs[size] -= choose * pairs[more];
            }
        }
        return OverlapCount.of(pairs, later);
    }
}
