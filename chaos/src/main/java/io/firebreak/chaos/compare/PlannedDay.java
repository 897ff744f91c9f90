package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.region.Architecture;

/**
 * One day of a run before it begins.
 *
 * @param first whether it is the first on its region, which has just started
 */
record PlannedDay(Study study, Architecture architecture, long seed, boolean first) {
    GameDay gameDay() {
        return study.gameDay().withSeed(seed);
    }

    @Override
    public String toString() {
        return "%s, \"%s\", seed %d".formatted(architecture, study.gameDay().title(), seed);
    }
}
