package io.firebreak.assigner.shuffle;

/**
 * The probability that a contestant is accepted if it arrives now, for each class of contestants: over how many of the
 * others have arrived already, each independently. Halving the classes and carrying down what the other half did needs
 * only sums of positive numbers, so nothing cancels; cost O(c k² log c) for c classes and k places at most.
 */
final class LeaveOneOut {
    private final double[] arrived;
    private final int[] sizes;
    private final double[] acceptance;
    private final double[] result;

    /**
     * @param arrived the probability that a contestant of the class has arrived
     * @param sizes how many contestants the class has
     * @param acceptance by the number of others that have arrived
     */
    LeaveOneOut(double[] arrived, int[] sizes, double[] acceptance) {
        this.arrived = arrived;
        this.sizes = sizes;
        this.acceptance = acceptance;
        this.result = new double[arrived.length];
    }

    double[] probabilities() {
        double[] nobody = new double[] {1};
        descend(0, arrived.length, nobody);
        return result;
    }

    private void descend(int from, int to, double[] outside) {
        if (to - from == 1) {
            double[] others = times(outside, binomial(sizes[from] - 1, arrived[from]));
            for (int count = 0; count < others.length; count++) {
                result[from] += others[count] * acceptance[count];
            }
            return;
        }
        int middle = (from + to) >>> 1;
        descend(from, middle, times(outside, inside(middle, to)));
        descend(middle, to, times(outside, inside(from, middle)));
    }

    private double[] inside(int from, int to) {
        if (to - from == 1) {
            return binomial(sizes[from], arrived[from]);
        }
        int middle = (from + to) >>> 1;
        return times(inside(from, middle), inside(middle, to));
    }

    private double[] times(double[] first, double[] second) {
        double[] product = new double[Math.min(first.length + second.length - 1, acceptance.length)];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length && i + j < product.length; j++) {
                product[i + j] += first[i] * second[j];
            }
        }
        return product;
    }

    private double[] binomial(int trials, double probability) {
        double[] counts = new double[Math.min(trials + 1, acceptance.length)];
        counts[0] = StrictMath.pow(1 - probability, trials);
        if (counts[0] == 0) {
            // So likely to have arrived that only all of them counts, if so many places are left.
            if (trials < counts.length) {
                counts[trials] = StrictMath.pow(probability, trials);
            }
            return counts;
        }
        double odds = probability / (1 - probability);
        for (int i = 1; i < counts.length; i++) {
            counts[i] = counts[i - 1] * odds * (trials - i + 1) / i;
        }
        return counts;
    }
}
