package io.firebreak.directory.push;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a cell is left alone after failures in a row: doubling, bounded, and spread so that cells do not march in step. */
record BackOff(Duration first, Duration longest) {
    /** Past this many doublings every delay is the longest one anyway. */
    private static final int MAX_DOUBLINGS = 20;

    /** Half to the whole of first · 2^(failures − 1), at most of the longest. */
    Duration after(int failures, RandomGenerator chance) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (0.5 + chance.nextDouble() / 2)));
    }
}
