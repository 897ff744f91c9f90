package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The different shards of a table, numbered in the order of their first rows. */
final class DistinctShards {
    /** By number: the first row on this shard. */
    final int[] first;
    /** By number: the second row on this shard, where more than one is. */
    final int[] second;
    /** By number: how many rows are on this shard. */
    final int[] tenants;

    private final ShardTable table;
    private int count;

    DistinctShards(ShardTable table) {
        this.table = table;
        this.first = new int[table.tenants()];
        this.second = new int[table.tenants()];
        this.tenants = new int[table.tenants()];
        Map<Row, Integer> numbers = new HashMap<>();
        int number = -1;
        for (int row = 0; row < table.tenants(); row++) {
            if (row == 0 || !table.same(row, row - 1)) {
                Integer known = numbers.putIfAbsent(new Row(table, row), count);
                number = known == null ? count++ : known;
            }
            add(number, row);
        }
    }

    private void add(int number, int row) {
        switch (tenants[number]++) {
            case 0 -> first[number] = row;
            case 1 -> second[number] = row;
            default -> {}
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** By cell: how many different shards hold it. */
    int[] perCell() {
        int[] shards = new int[table.cells()];
        for (int number = 0; number < count; number++) {
            int row = first[number];
            for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
                shards[table.members[i]]++;
            }
        }
        return shards;
    }

    /** How often {@link PairsAlongCells} looks at a pair. */
    double steps() {
        return Arrays.stream(perCell())
                .mapToDouble(shards -> 0.5 * shards * shards)
                .sum();
    }

    /** A row of a table, equal to the rows with the very same cells. */
    private record Row(ShardTable table, int row) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row that && table.same(row, that.row);
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
                hash = 31 * hash + table.members[i];
            }
            return hash;
        }
    }
}
