package io.firebreak.assigner.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What no set of dead cells can exceed. Three bounds, the lowest of which counts. A tenant below the SLO may be shared out
 * evenly among the cells of its shard, all of them dead, so f cells carry at most what the f most loaded do. And f cells
 * contain at most C(f, s) different shards of s cells, so at most that many of the heaviest. And where any two shards of k
 * cells share at most t, no t + 1 cells stand in two of them, so f cells contain at most C(f, t + 1) / C(k, t + 1).
 */
final class WorstBound {
    /** What counting overlaps may cost, in looks at a pair: a second or two. */
    private static final double MOST_STEPS = 200_000_000;

    private final ShardTable table;
    private final double[] loads;
    private final List<Double> shardWeights;
    private final int maxOverlap;

    WorstBound(ShardTable table) {
        this.table = table;
        this.loads = loads(table);
        this.shardWeights = shardWeights(table);
        this.maxOverlap = OverlapHistogram.isWithin(MOST_STEPS, table)
                ? OverlapHistogram.of(table).maxOverlap()
                : Integer.MAX_VALUE;
    }

    private static double[] loads(ShardTable table) {
        double[] loads = new double[table.cells()];
        for (int row = 0; row < table.tenants(); row++) {
            for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
                loads[table.members[i]] += table.weights[row] / table.size(row);
            }
        }
        Arrays.sort(loads);
        return loads;
    }

    /** Of the different shards, heaviest first. */
    private static List<Double> shardWeights(ShardTable table) {
        List<Double> weights = new ArrayList<>();
        for (int row = 0; row < table.tenants(); row++) {
            if (row > 0 && table.same(row, row - 1)) {
                weights.set(weights.size() - 1, weights.getLast() + table.weights[row]);
            } else {
                weights.add(table.weights[row]);
            }
        }
        weights.sort(Comparator.reverseOrder());
        return weights;
    }

    /** The greatest weight that so many dead cells can take below the SLO, or more than that. */
    double ofCells(int dead) {
        double byLoad = 0;
        for (int i = 0; i < dead; i++) {
            byLoad += loads[loads.length - 1 - i];
        }
        long most =
                shardsWithin(dead).min(BigInteger.valueOf(shardWeights.size())).longValueExact();
        double byShards =
                shardWeights.stream().limit(most).mapToDouble(weight -> weight).sum();
        return Math.min(Math.min(byLoad, byShards), table.totalWeight());
    }

    private BigInteger shardsWithin(int cells) {
        BigInteger shards = BigInteger.ZERO;
        int[] sizes = sizes();
        for (int i = 0; i < sizes.length; i++) {
            if (i == 0 || sizes[i] != sizes[i - 1]) {
                shards = shards.add(Binomials.choose(cells, sizes[i]));
            }
        }
        boolean equalSizes = sizes[0] == sizes[sizes.length - 1];
        return equalSizes && maxOverlap < sizes[0] && maxOverlap < cells
                ? shards.min(Binomials.choose(cells, maxOverlap + 1).divide(Binomials.choose(sizes[0], maxOverlap + 1)))
                : shards;
    }

    /** The greatest share of the others that so many poison tenants can take below the SLO, or more than that. */
    double shareOfTenants(int poison) {
        int[] sizes = sizes();
        long cells = Arrays.stream(sizes, sizes.length - poison, sizes.length)
                .asLongStream()
                .sum();
        double[] weights = table.weights.clone();
        Arrays.sort(weights);
        double leftOut = Arrays.stream(weights, 0, poison).sum();
        double below = ofCells((int) Math.min(cells, table.cells()));
        return Math.max(0, below - leftOut) / (table.totalWeight() - leftOut);
    }

    private int[] sizes() {
        int[] sizes = new int[table.tenants()];
        Arrays.setAll(sizes, table::size);
        Arrays.sort(sizes);
        return sizes;
    }
}
