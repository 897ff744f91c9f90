package io.firebreak.chaos.bench.router;

import java.util.Collection;

/** The middle of several measurements; of an even number the mean of the two in the middle. */
final class Median {
    private Median() {}

    static double of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }
}
