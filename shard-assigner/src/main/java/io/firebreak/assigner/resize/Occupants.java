package io.firebreak.assigner.resize;

import java.util.Arrays;
import java.util.BitSet;

/** Which tenants stand on each cell, a bit each: who shares several cells with a shard is found 64 tenants at a time. */
final class Occupants {
    private final int tenants;
    private final long[][] ofCell;

    Occupants(int cells, int tenants) {
        this.tenants = tenants;
        this.ofCell = new long[cells][(tenants + Long.SIZE - 1) / Long.SIZE];
    }

    void add(int cell, int tenant) {
        ofCell[cell][tenant / Long.SIZE] |= 1L << tenant;
    }

    void remove(int cell, int tenant) {
        ofCell[cell][tenant / Long.SIZE] &= ~(1L << tenant);
    }

    /** The tenants on a cell. */
    BitSet on(int cell) {
        return BitSet.valueOf(ofCell[cell]);
    }

    /** The tenants on at least so many of these cells. */
    BitSet onAtLeast(int count, int[] cells) {
        if (count > cells.length) {
            return new BitSet();
        }
        long[] found = new long[(tenants + Long.SIZE - 1) / Long.SIZE];
        long[] onSoMany = new long[count + 1];
        for (int word = 0; word < found.length; word++) {
            Arrays.fill(onSoMany, 0);
            onSoMany[0] = -1;
            for (int cell : cells) {
                for (int more = count; more > 0; more--) {
                    onSoMany[more] |= onSoMany[more - 1] & ofCell[cell][word];
                }
            }
            found[word] = onSoMany[count];
        }
        BitSet set = BitSet.valueOf(found);
        set.clear(tenants, found.length * Long.SIZE);
        return set;
    }
}
