package io.firebreak.assigner.analysis;

import java.util.Arrays;

/**
 * All poison tenants of a set but the last, and what any last one would add: only tenants that have lost a part already, or
 * stand inside its shard, can be lost with it.
 */
final class PoisonPrefix {
    private final ShardTable table;
    private final Neighbours neighbours;
    private final boolean[] dead;
    private final long[] touched;
    private double below;
    private double hit;
    /** At c: where the tenants begin that lost a part and have c as their first living member. */
    private final int[] starts;

    private final int[] partly;
    /** At row: its first living member, or that it has none or all of them. */
    private final int[] firstAlive;

    private static final int LOST = -1;
    private static final int WHOLE = -2;

    PoisonPrefix(ShardTable table, Neighbours neighbours) {
        this.table = table;
        this.neighbours = neighbours;
        this.dead = new boolean[table.cells()];
        this.touched = new long[(table.tenants() + Long.SIZE - 1) / Long.SIZE];
        this.starts = new int[table.cells() + 1];
        this.partly = new int[table.tenants()];
        this.firstAlive = new int[table.tenants()];
    }

    /** Takes the first {@code count} tenants of a set for the poison ones. */
    void begin(int[] set, int count) {
        Arrays.fill(dead, false);
        Arrays.fill(touched, 0);
        for (int i = 0; i < count; i++) {
            for (int j = table.starts[set[i]]; j < table.starts[set[i] + 1]; j++) {
                dead[table.members[j]] = true;
            }
            for (int word = 0; word < touched.length; word++) {
                touched[word] |= neighbours.touching[set[i]][word];
            }
        }
        hit = Neighbours.weigh(table, touched);
        below = 0;
        Arrays.fill(starts, 0);
        for (int row = 0; row < table.tenants(); row++) {
            firstAlive[row] = firstAlive(row);
            if (firstAlive[row] >= 0) {
                starts[firstAlive[row]]++;
            } else if (firstAlive[row] == LOST) {
                below += table.weights[row];
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        for (int row = table.tenants() - 1; row >= 0; row--) {
            if (firstAlive[row] >= 0) {
                partly[--starts[firstAlive[row]]] = row;
            }
        }
    }

    private int firstAlive(int row) {
        if ((touched[row >>> 6] & (1L << row)) == 0) {
            return WHOLE;
        }
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            if (!dead[table.members[i]]) {
                return table.members[i];
            }
        }
        return LOST;
    }

    /** The weight of tenants that lost a cell or all, with this tenant poison too. */
    double hitWith(int last) {
        long[] theirs = neighbours.touching[last];
        double both = 0;
        if (table.equalWeights()) {
            for (int i = 0; i < theirs.length; i++) {
                both += Long.bitCount(theirs[i] & touched[i]);
            }
        } else {
            for (int i = 0; i < theirs.length; i++) {
                for (long word = theirs[i] & touched[i]; word != 0; word &= word - 1) {
                    both += table.weights[i * Long.SIZE + Long.numberOfTrailingZeros(word)];
                }
            }
        }
        return hit + neighbours.weights[last] - both;
    }

    /** The weight of tenants that lost all, with this tenant poison too. */
    double belowWith(int last) {
        double with = below;
        for (int row : neighbours.inside[last]) {
            with += firstAlive[row] == WHOLE ? table.weights[row] : 0;
        }
        for (int i = table.starts[last]; i < table.starts[last + 1]; i++) {
            int cell = table.members[i];
            for (int j = starts[cell]; j < starts[cell + 1]; j++) {
                with += isLost(partly[j], last) ? table.weights[partly[j]] : 0;
            }
        }
        return with;
    }

    private boolean isLost(int row, int last) {
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            if (!dead[table.members[i]] && !has(last, table.members[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean has(int row, int cell) {
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            if (table.members[i] == cell) {
                return true;
            }
        }
        return false;
    }
}
