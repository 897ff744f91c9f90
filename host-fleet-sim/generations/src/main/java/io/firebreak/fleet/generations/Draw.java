package io.firebreak.fleet.generations;

import java.util.random.RandomGenerator;

/** Times by chance, in nanoseconds. */
final class Draw {
    private static final double NANOS_PER_MICRO = 1_000;

    private Draw() {}

    static long nanos(double micros) {
        return Math.round(micros * NANOS_PER_MICRO);
    }

    /** Log-normal with this mean; sigma 0 is the mean itself. */
    static long logNormal(double meanMicros, double sigma, RandomGenerator chance) {
        double factor = sigma == 0 ? 1 : Math.exp(sigma * chance.nextGaussian() - sigma * sigma / 2);
        return nanos(meanMicros * factor);
    }

    /** The time until the next of so many a second. */
    static long gap(double perSecond, RandomGenerator chance) {
        return Math.max(1, Math.round(chance.nextExponential() * 1e9 / perSecond));
    }
}
