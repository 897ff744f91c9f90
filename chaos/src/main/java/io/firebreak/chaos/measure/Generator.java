package io.firebreak.chaos.measure;

/**
 * How well the generator kept its schedule, over all runs of the result.
 *
 * @param scheduleLagP99Millis 99th percentile of actual minus scheduled start
 * @param dropped starts given up because too many intents were in flight
 */
public record Generator(double scheduleLagP99Millis, long dropped) {
    public static final Generator IDLE = new Generator(0, 0);

    /** The worse of two generators' lags, and the starts both dropped. */
    public Generator and(Generator other) {
        return new Generator(Math.max(scheduleLagP99Millis, other.scheduleLagP99Millis), dropped + other.dropped);
    }
}
