package io.firebreak.assigner.analysis;

import java.util.List;

/**
 * How many cells the shards of two tenants share.
 *
 * @param probabilities of sharing 0, 1, … k cells; they add up to 1
 */
public record OverlapDistribution(List<Double> probabilities) {
    public OverlapDistribution {
        probabilities = List.copyOf(probabilities);
    }

    /** The probability of sharing exactly that many cells, 0 to k. */
    public double exactly(int sharedCells) {
        return probabilities.get(sharedCells);
    }

    /** How many cells two shards share on average. */
    public double mean() {
        double mean = 0;
        for (int shared = 1; shared < probabilities.size(); shared++) {
            mean += shared * probabilities.get(shared);
        }
        return mean;
    }
}
