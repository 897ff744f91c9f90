package io.firebreak.chaos.region;

import java.time.Duration;

/** How long a dead process waits before it is started again, as an orchestrator would have it. */
final class Restarts {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** A life this long says that the cause of the earlier deaths is over. */
    private static final Duration SOUND_LIFE = Duration.ofSeconds(10);

    private Restarts() {}

    /** How many deaths in a row this one makes. */
    static int deathsInARow(int before, Duration readyFor) {
        return readyFor.compareTo(SOUND_LIFE) >= 0 ? 1 : before + 1;
    }

    /** 1 s after the first death, doubling to 5 s; nothing when there was none. */
    static Duration delay(int deathsInARow) {
        if (deathsInARow <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(deathsInARow - 1, 3));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
