package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/** All sets of one size that the tenants of a table hold, each a number: its cells as digits. */
final class SetsOfCells {
    private final ShardTable table;
    private final int size;
    private final long[] sorted;

    SetsOfCells(ShardTable table, int size) {
        this.table = table;
        this.size = size;
        int[] ways = IntStream.rangeClosed(0, table.greatestShard())
                .map(cells -> Binomials.choose(cells, size).intValueExact())
                .toArray();
        int count = IntStream.range(0, table.tenants())
                .map(row -> ways[table.size(row)])
                .sum();
        this.sorted = new long[count];
        int next = 0;
        for (int row = 0; row < table.tenants(); row++) {
            for (int set = firstOf(row); set != 0; set = after(set, row)) {
                sorted[next++] = code(row, set);
            }
        }
        Arrays.parallelSort(sorted);
    }

    /** The least choice of this many of the row's cells, as bits; 0 when it has not as many. */
    private int firstOf(int row) {
        return size > table.size(row) ? 0 : (1 << size) - 1;
    }

    /** The next greater choice with as many bits, or 0; Warren, Hacker's Delight, section 2-1. */
    private int after(int set, int row) {
        int lowest = set & -set;
        int ripple = set + lowest;
        int next = ripple | ((set ^ ripple) >>> (2 + Integer.numberOfTrailingZeros(lowest)));
        return next >>> table.size(row) == 0 ? next : 0;
    }

    private long code(int row, int set) {
        long code = 0;
        for (int rest = set; rest != 0; rest &= rest - 1) {
            int member = table.members[table.starts[row] + Integer.numberOfTrailingZeros(rest)];
            code = code * (table.cells() + 1) + member + 1;
        }
        return code;
    }

    /** How many pairs of tenants hold the same set, each pair counted for every set they both hold. */
    long pairs() {
        long pairs = 0;
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                pairs += OverlapCount.pairsOf(i - start);
                start = i;
            }
        }
        return pairs;
    }

    /** The first row with a set that a row before it holds too. */
    int firstRepeated() {
        long[] repeated = repeated();
        boolean[] seen = new boolean[repeated.length];
        for (int row = 0; row < table.tenants(); row++) {
            for (int set = firstOf(row); set != 0; set = after(set, row)) {
                int place = Arrays.binarySearch(repeated, code(row, set));
                if (place >= 0 && seen[place]) {
                    return row;
                }
                if (place >= 0) {
                    seen[place] = true;
                }
            }
        }
        throw new IllegalStateException("no set of %d cells stands twice".formatted(size));
    }

    private long[] repeated() {
        long[] repeated = new long[sorted.length / 2];
        int count = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1] && (count == 0 || repeated[count - 1] != sorted[i])) {
                repeated[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(repeated, count);
    }
}
