package io.firebreak.chaos.gameday;

import java.time.Duration;

/**
 * One fault of a game day. Its fault window is [at, at + lasts), counted from the end of the steady state.
 *
 * @param lasts the file's {@code for}: how long the fault is kept up
 */
public record Step(Duration at, Fault fault, Duration lasts) {
    /** When the fault ends, counted from the end of the steady state. */
    public Duration end() {
        return at.plus(lasts);
    }
}
