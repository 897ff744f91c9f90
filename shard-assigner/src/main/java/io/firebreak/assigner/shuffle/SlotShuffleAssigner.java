package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.StableHash;
import java.util.Arrays;
import java.util.List;

/**
 * Shuffle shards in O(k), for cells of equal weight. Cells stand in slots, in the order of their ids in the whole
 * lattice; a tenant draws slots by hash and takes the first k active cells it meets, as evenly over the zones as
 * {@link ShuffleAssigner} does. The order in which a tenant first meets the slots is a random order of them all, so every
 * combination is equally likely, and while the slots stay as they are at most one member changes when one cell comes or
 * goes.
 *
 * <p>That is the trade against {@link ShuffleAssigner}, which no order and no capacity can disturb: here a cell keeps its
 * slot only while the cells before it stay in the lattice. A cell that goes must stay there as {@link CellState#OUT},
 * and a new one must have the greatest id. Deleting one shifts the slots after it, and another capacity shuffles all.
 *
 * <p>Cost: k · capacity / n draws while k is well below n; choose a capacity of twice the cells or less. Source: sampling
 * with rejection, ordered as min-wise hashing is.
 */
public final class SlotShuffleAssigner extends NumberedAssigner {
    private static final int EMPTY = -1;
    private static final int TAKEN = -1;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final int[] cellIn;
    private final int[] zones;
    private final int level;
    private final int extras;

    /**
     * Gives each cell its slot.
     *
     * @param shardSize k, cells per shard: 1 to the number of active cells
     * @param capacity slots: the most cells the lattice will ever have, those that are out with them
     * @throws IllegalArgumentException naming what is out of its range, or when weights differ
     */
    public SlotShuffleAssigner(Lattice lattice, int shardSize, long seed, int capacity) {
        super(new ActiveCells(lattice), shardSize, seed);
        List<Cell> cells = lattice.cells();
        if (capacity < cells.size()) {
            throw new IllegalArgumentException(
                    "capacity %d must be %d or more, the cells of the lattice".formatted(capacity, cells.size()));
        }
        if (!active.equallyWeighted()) {
            throw new IllegalArgumentException("weights differ: slots need cells of equal weight");
        }
        this.cellIn = new int[capacity];
        Arrays.fill(cellIn, EMPTY);
        int number = 0;
        for (int slot = 0; slot < cells.size(); slot++) {
            if (cells.get(slot).state() == CellState.ACTIVE) {
                cellIn[slot] = number++;
            }
        }
        this.zones = new int[active.size()];
        Arrays.setAll(zones, active::zone);
        ZoneLayout layout = ZoneLayout.of(active, shardSize);
        this.level = layout.level();
        this.extras = layout.extras();
    }

    @Override
    void fill(long tenantHash, int[] into) {
        int filled = 0;
        int extrasTaken = 0;
        for (long state = tenantHash; filled < shardSize; state += STEP) {
            int cell = cellIn[(int) Math.unsignedMultiplyHigh(StableHash.mix(state), cellIn.length)];
            if (cell == EMPTY) {
                continue;
            }
            int sameZone = sameZone(cell, into, filled);
            if (sameZone == TAKEN || sameZone > level || (sameZone == level && extrasTaken == extras)) {
                continue;
            }
            extrasTaken += sameZone == level ? 1 : 0;
            into[filled++] = cell;
        }
    }

    /** How many members are of the zone of a cell, or {@link #TAKEN} when the cell is one. */
    private int sameZone(int cell, int[] members, int count) {
        int same = 0;
        for (int i = 0; i < count; i++) {
            if (members[i] == cell) {
                return TAKEN;
            }
            if (zones[members[i]] == zones[cell]) {
                same++;
            }
        }
        return same;
    }
}
