package io.firebreak.chaos.bench.overload;

import java.time.Duration;

/**
 * A stretch of one rate.
 *
 * @param factor of the capacity
 * @param perSecond requests
 */
record LoadStep(double factor, double perSecond, Duration length) {
    /** How many requests are due in it. */
    long requests() {
        return (long) Math.ceil(perSecond * length.toNanos() / 1e9);
    }
}
