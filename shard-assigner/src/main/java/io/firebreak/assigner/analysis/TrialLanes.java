package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Up to 64 trials at once, one in each bit of a word: a cell is the word of the trials in which it is dead. The words of a
 * shard's cells, and-ed, tell in which trials the tenant has no cell left, and or-ed, in which it lost one, so one look at
 * a row does for all of them, however many cells are dead. Used again and again by one thread.
 */
final class TrialLanes {
    private final ShardTable table;
    /** At c: the trials in which cell c is dead. */
    private final long[] dead;
    /** At row: the trials in which that tenant is the cause and does not count. */
    private final long[] poison;

    private final double[] leftOut = new double[Long.SIZE];
    private final LaneWeights below = new LaneWeights();
    private final LaneWeights hit = new LaneWeights();

    TrialLanes(ShardTable table) {
        this.table = table;
        this.dead = new long[table.cells()];
        this.poison = new long[table.tenants()];
    }

    ShardTable table() {
        return table;
    }

    /**
     * Makes new trials in place of the last ones.
     *
     * @param lanes how many, 1 to 64
     */
    void run(int lanes, Fault fault, RandomGenerator chance) {
        Arrays.fill(dead, 0);
        Arrays.fill(poison, 0);
        Arrays.fill(leftOut, 0);
        for (int lane = 0; lane < lanes; lane++) {
            fault.strike(this, lane, chance);
        }
        below.clear();
        hit.clear();
        look();
    }

    void kill(int lane, int cell) {
        dead[cell] |= 1L << lane;
    }

    /** Kills every cell of a tenant that is not poison in this trial yet, and leaves the tenant out of the score. */
    void poison(int lane, int row) {
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            kill(lane, table.members[i]);
        }
        poison[row] |= 1L << lane;
        leftOut[lane] += table.weights[row];
    }

    private void look() {
        int[] starts = table.starts; // locals: the plain compiler reads a field anew each time
        int[] members = table.members;
        double[] weights = table.weights;
        long[] gone = dead;
        long[] causes = poison;
        int start = 0;
        for (int row = 0; row < weights.length; row++) {
            int end = starts[row + 1];
            long all = ~causes[row];
            long any = 0;
            for (int i = start; i < end; i++) {
                long of = gone[members[i]];
                all &= of;
                any |= of;
            }
            any &= ~causes[row];
            start = end;
            if (any != 0) {
                hit.add(any, weights[row]);
                if (all != 0) {
                    below.add(all, weights[row]);
                }
            }
        }
    }

    /** The share of the weight of those who count that has no cell left in this trial. */
    double below(int lane) {
        return below.of(lane) / scored(lane);
    }

    /** The share that lost a cell in this trial, with those that lost all. */
    double hit(int lane) {
        return hit.of(lane) / scored(lane);
    }

    private double scored(int lane) {
        return table.totalWeight() - leftOut[lane];
    }
}
