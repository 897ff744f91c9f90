package io.firebreak.assigner.analysis;

import java.util.Arrays;

/** Counts shared cells along the list of the different shards of each cell: only pairs that share one are looked at. */
final class PairsAlongCells {
    private final ShardTable table;
    private final DistinctShards shards;
    private final int[][] holders;
    private final int[] held;
    private final int[] shared;
    private final int[] met;
    private final long[] pairs;
    private int most;
    private int later = 1;

    PairsAlongCells(ShardTable table, DistinctShards shards) {
        this.table = table;
        this.shards = shards;
        this.holders = Arrays.stream(shards.perCell()).mapToObj(int[]::new).toArray(int[][]::new);
        this.held = new int[table.cells()];
        this.shared = new int[shards.count()];
        this.met = new int[shards.count()];
        this.pairs = new long[table.greatestShard() + 1];
    }

    OverlapCount count() {
        for (int number = 0; number < shards.count(); number++) {
            score(number, meet(number));
        }
        pairs[0] = OverlapCount.pairsOf(table.tenants()) - Arrays.stream(pairs).sum();
        return OverlapCount.of(pairs, table.tenants() > 1 ? later : 0);
    }

    /** Shared cells with the shards before this one; how many of those share any. */
    private int meet(int number) {
        int metCount = 0;
        int row = shards.first[number];
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            int cell = table.members[i];
            for (int j = 0; j < held[cell]; j++) {
                int other = holders[cell][j];
                if (shared[other]++ == 0) {
                    met[metCount++] = other;
                }
            }
            holders[cell][held[cell]++] = number;
        }
        return metCount;
    }

    private void score(int number, int metCount) {
        for (int i = 0; i < metCount; i++) {
            int other = met[i];
            add(shared[other], (long) shards.tenants[number] * shards.tenants[other], shards.first[number]);
            shared[other] = 0;
        }
        if (shards.tenants[number] > 1) {
            int size = table.size(shards.first[number]);
            add(size, OverlapCount.pairsOf(shards.tenants[number]), shards.second[number]);
        }
    }

    private void add(int sharedCells, long more, int laterRow) {
        pairs[sharedCells] += more;
        if (sharedCells > most || (sharedCells == most && laterRow < later)) {
            most = sharedCells;
            later = laterRow;
        }
    }
}
