package io.firebreak.assigner.shuffle;

import java.util.Arrays;

/**
 * Finds rates of independent exponential clocks such that each contestant of a race is accepted with a wanted
 * probability. The first guess is v = −ln(1 − π), which is exact for clocks stopped at a fixed time; each step then corrects
 * v by the ratio of wanted to computed −ln(1 − π). The probabilities are integrals over the time of arrival, by the
 * double-exponential rule of Takahasi and Mori (Publ. RIMS 1974) for the half line; how many arrived before is
 * {@link LeaveOneOut}. Only strict arithmetic is used, so every machine finds the same rates. Related: Rosén, "On sampling
 * with probability proportional to size", J. Statist. Plann. Inference 1997.
 */
final class RaceRates {
    /** Far below what millions of tenants could show. */
    private static final double TOLERANCE = 1e-7;

    private static final int MOST_STEPS = 100;
    private static final double FIRST_NODE = -4;
    private static final double LAST_NODE = 9;
    private static final double NODE_STEP = 1.0 / 12;

    private final double[] wanted;
    private final int[] sizes;
    private final double[] acceptance;

    /**
     * @param wanted the probability of each class of equal contestants, each within (0, 1)
     * @param sizes how many contestants each class has
     * @param acceptance the probability to accept who comes after 0, 1, … others; nobody who comes later
     */
    RaceRates(double[] wanted, int[] sizes, double[] acceptance) {
        this.wanted = wanted;
        this.sizes = sizes;
        this.acceptance = acceptance;
    }

    /** The rate of a contestant of each class. */
    double[] solve() {
        double[] rates = Arrays.stream(wanted).map(p -> -StrictMath.log1p(-p)).toArray();
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] reached = accepted(rates);
            double worst = 0;
            for (int i = 0; i < rates.length; i++) {
                worst = Math.max(worst, Math.abs(reached[i] / wanted[i] - 1));
                rates[i] *= StrictMath.log1p(-wanted[i]) / StrictMath.log1p(-Math.min(reached[i], 1 - 1e-15));
            }
            if (worst < TOLERANCE) {
                break;
            }
        }
        return rates;
    }

    /** The probability to be accepted of a contestant of each class, at these rates. */
    double[] accepted(double[] rates) {
        double total = 0;
        for (int i = 0; i < rates.length; i++) {
            total += rates[i] * sizes[i];
        }
        double scale = acceptance.length / total;
        double[] accepted = new double[rates.length];
        for (double x = FIRST_NODE; x <= LAST_NODE; x += NODE_STEP) {
            double time = scale * StrictMath.exp(x - StrictMath.exp(-x));
            double width = time * (1 + StrictMath.exp(-x)) * NODE_STEP;
            double[] arrived = new double[rates.length];
            for (int i = 0; i < rates.length; i++) {
                arrived[i] = -StrictMath.expm1(-rates[i] * time);
            }
            double[] places = new LeaveOneOut(arrived, sizes, acceptance).probabilities();
            for (int i = 0; i < rates.length; i++) {
                accepted[i] += width * rates[i] * (1 - arrived[i]) * places[i];
            }
        }
        return accepted;
    }
}
