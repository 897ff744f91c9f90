package io.firebreak.cell.settlement;

import java.time.Duration;
import java.time.Instant;

/**
 * When to ask an arbiter again that did not answer. Immutable.
 *
 * @param pause the last one taken
 */
record BackOff(Duration pause, Instant until) {
    static BackOff first(Duration pause, Instant now) {
        return new BackOff(pause, now.plus(pause));
    }

    BackOff longer(Duration longest, Instant now) {
        Duration doubled = pause.multipliedBy(2);
        Duration next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return new BackOff(next, now.plus(next));
    }

    /** A pause that would last longer than it does began by a clock that has been set back since. */
    boolean isOver(Instant now) {
        return !now.isBefore(until) || now.isBefore(until.minus(pause));
    }
}
