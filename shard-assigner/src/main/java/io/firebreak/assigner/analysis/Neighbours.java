package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/** For each tenant, whom it touches when it is poison: those who share a cell, and among them those who are all inside. */
final class Neighbours {
    /** At row: a bit for each tenant that shares a cell with it. */
    final long[][] touching;
    /** At row: what those weigh. */
    final double[] weights;
    /** At row: the tenants whose whole shard is in its shard. */
    final int[][] inside;

    /** Takes T² bits. */
    Neighbours(ShardTable table, TenantsOfCells tenantsOfCells) {
        int tenants = table.tenants();
        this.touching = new long[tenants][(tenants + Long.SIZE - 1) / Long.SIZE];
        this.weights = new double[tenants];
        this.inside = new int[tenants][];
        int[] shared = new int[tenants];
        for (int row = 0; row < tenants; row++) {
            Arrays.fill(shared, 0);
            for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
                int end = tenantsOfCells.starts[table.members[i] + 1];
                for (int j = tenantsOfCells.starts[table.members[i]]; j < end; j++) {
                    int other = tenantsOfCells.rows[j];
                    shared[other]++;
                    touching[row][other >>> 6] |= 1L << other;
                }
            }
            inside[row] = IntStream.range(0, tenants)
                    .filter(other -> shared[other] == table.size(other))
                    .toArray();
            weights[row] = weigh(table, touching[row]);
        }
    }

    /** What the tenants of these bits weigh. */
    static double weigh(ShardTable table, long[] bits) {
        double weight = 0;
        for (int i = 0; i < bits.length; i++) {
            for (long word = bits[i]; word != 0; word &= word - 1) {
                weight += table.weights[i * Long.SIZE + Long.numberOfTrailingZeros(word)];
            }
        }
        return weight;
    }
}
