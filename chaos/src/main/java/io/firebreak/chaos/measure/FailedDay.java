package io.firebreak.chaos.measure;

/**
 * A day that ended before it could be measured.
 *
 * @param architecture whose day it was
 * @param why one sentence
 */
public record FailedDay(String architecture, long seed, String why) {
    /** As an objection to any verdict. */
    String objection() {
        return "the day of seed %d failed: %s".formatted(seed, why);
    }
}
