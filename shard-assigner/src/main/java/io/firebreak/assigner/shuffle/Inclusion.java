package io.firebreak.assigner.shuffle;

import java.util.Arrays;

/** How likely each member of a group should be taken: in proportion to its weight, nobody more than surely. */
final class Inclusion {
    /** Bisection halves its interval this often; a double has no more bits to gain. */
    private static final int HALVINGS = 200;

    private static final double SURE = 1 - 1e-12;

    private Inclusion() {}

    /**
     * The probabilities min(1, max(0, λw − floor)) with λ such that they add up to {@code total}: what is above 1 is spread
     * over the rest by weight.
     *
     * @param total from 0 to the number of weights
     * @param floor what everybody gets anyway
     */
    static double[] of(double[] weights, double total, double floor) {
        double low = 0;
        double high = (floor + 1) / Arrays.stream(weights).min().orElseThrow();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (Arrays.stream(probabilities(weights, middle, floor)).sum() < total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return probabilities(weights, high, floor);
    }

    private static double[] probabilities(double[] weights, double lambda, double floor) {
        return Arrays.stream(weights)
                .map(weight -> {
                    double probability = Math.clamp(lambda * weight - floor, 0, 1);
                    return probability > SURE ? 1 : probability;
                })
                .toArray();
    }
}
