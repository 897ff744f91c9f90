package io.firebreak.assigner.analysis;

import java.util.Arrays;

/** The inverted index of a table: which rows stand on each cell. */
final class TenantsOfCells {
    /** At c: where the rows of cell c begin; one more entry than cells. */
    final int[] starts;

    final int[] rows;

    TenantsOfCells(ShardTable table) {
        starts = new int[table.cells() + 1];
        for (int cell : table.members) {
            starts[cell + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        rows = new int[table.members.length];
        int[] next = starts.clone();
        for (int row = 0; row < table.tenants(); row++) {
            for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
                rows[next[table.members[i]]++] = row;
            }
        }
    }
}
