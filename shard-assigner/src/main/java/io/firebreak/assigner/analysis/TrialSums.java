package io.firebreak.assigner.analysis;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Sums over the trials of one batch. */
record TrialSums(int trials, double below, double belowSquares, double hit) {
    private static double sum(List<TrialSums> batches, ToDoubleFunction<TrialSums> part) {
        return batches.stream().mapToDouble(part).sum();
    }

    /**
     * All batches together. Trials of one batch share the drawn shards, so a mean over few batches may be surer of itself
     * than it should; the greater of the two variances counts.
     *
     * @param anew whether each batch drew shards of its own
     */
    static SimulatedBlastRadius result(List<TrialSums> batches, boolean anew) {
        int trials = batches.stream().mapToInt(TrialSums::trials).sum();
        double below = sum(batches, TrialSums::below) / trials;
        double hit = sum(batches, TrialSums::hit) / trials;
        double variance = Math.max(0, sum(batches, TrialSums::belowSquares) / trials - below * below);
        double ofMean = variance / trials;
        if (anew) {
            ofMean = Math.max(ofMean, varianceOfBatchMeans(batches, below) / batches.size());
        }
        double observations = ofMean > 0 ? below * (1 - below) / ofMean : trials;
        BlastRadius mean = new BlastRadius(below, Math.max(0, hit - below), Math.max(0, 1 - Math.max(hit, below)));
        return new SimulatedBlastRadius(mean, variance, Interval.wilson(below, observations), trials);
    }

    private static double varianceOfBatchMeans(List<TrialSums> batches, double mean) {
        double squares = sum(batches, batch -> Math.pow(batch.below() / batch.trials() - mean, 2));
        return batches.size() > 1 ? squares / (batches.size() - 1) : 0;
    }
}
