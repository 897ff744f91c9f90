package io.firebreak.assigner.analysis;

import java.util.Arrays;

/**
 * One set of dead cells and whom it reaches. Only rows of dead cells are looked at. It is used again and again by one
 * thread, so that a trial allocates nothing.
 */
final class FaultTrial {
    private final ShardTable table;
    private final TenantsOfCells tenantsOfCells;
    private final boolean[] dead;
    private final int[] deadCells;
    private int count;
    private final long[] touched;

    FaultTrial(ShardTable table) {
        this(table, new TenantsOfCells(table));
    }

    FaultTrial(ShardTable table, TenantsOfCells tenantsOfCells) {
        this.table = table;
        this.tenantsOfCells = tenantsOfCells;
        this.dead = new boolean[table.cells()];
        this.deadCells = new int[table.cells()];
        this.touched = new long[(table.tenants() + Long.SIZE - 1) / Long.SIZE];
    }

    /** Brings every cell back. */
    void clear() {
        for (int i = 0; i < count; i++) {
            dead[deadCells[i]] = false;
        }
        count = 0;
    }

    void killShardOf(int row) {
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            int cell = table.members[i];
            if (!dead[cell]) {
                dead[cell] = true;
                deadCells[count++] = cell;
            }
        }
    }

    /** The weight of the tenants that have no cell left. */
    double below() {
        double below = 0;
        for (int i = 0; i < count; i++) {
            below += belowWithFirst(deadCells[i]);
        }
        return below;
    }

    private double belowWithFirst(int cell) {
        int[] starts = table.starts; // locals: the plain compiler reads a field anew each time
        int[] members = table.members;
        boolean[] gone = dead;
        double below = 0;
        int end = table.firstRows[cell + 1];
        for (int row = table.firstRows[cell]; row < end; row++) {
            int i = starts[row] + 1;
            int last = starts[row + 1];
            while (i < last && gone[members[i]]) {
                i++;
            }
            if (i == last) {
                below += table.weights[row];
            }
        }
        return below;
    }

    /** The weight of the tenants that lost a cell, with those that lost all. */
    double hit() {
        Arrays.fill(touched, 0);
        double hit = 0;
        for (int i = 0; i < count; i++) {
            hit += touch(deadCells[i]);
        }
        return hit;
    }

    /** What those weigh who were not touched yet. */
    private double touch(int cell) {
        long[] bits = touched;
        int[] rows = tenantsOfCells.rows;
        double[] weights = table.weights;
        double fresh = 0;
        int end = tenantsOfCells.starts[cell + 1];
        for (int i = tenantsOfCells.starts[cell]; i < end; i++) {
            int row = rows[i];
            long bit = 1L << row;
            if ((bits[row >>> 6] & bit) == 0) {
                bits[row >>> 6] |= bit;
                fresh += weights[row];
            }
        }
        return fresh;
    }
}
