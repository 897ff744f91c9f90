package io.firebreak.directory.move;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How tenants move.
 *
 * @param every how often moves are looked at, when no change wakes the directory earlier
 * @param window how long the old cells decide on client tokens after the table shows the new ones: the life of a token and
 *     room for clocks that differ
 * @param checkEvery how often old cells are asked what they hold, after that
 * @param membersPerDay the repair budget: how many members of one shard may change in a day
 */
public record MoveSettings(Duration every, Duration window, Duration checkEvery, int membersPerDay) {
    private static final int MOST_MEMBERS = 1_000;

    /** Everything that is wrong, each as a sentence. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        requirePositive(mistakes, "every", every);
        requirePositive(mistakes, "window", window);
        requirePositive(mistakes, "check-every", checkEvery);
        if (membersPerDay < 1 || membersPerDay > MOST_MEMBERS) {
            mistakes.add("members-per-day %d must be 1 to %d".formatted(membersPerDay, MOST_MEMBERS));
        }
        return mistakes;
    }

    private static void requirePositive(List<String> mistakes, String name, Duration value) {
        if (!value.isPositive()) {
            mistakes.add("%s %s must be above 0".formatted(name, value));
        }
    }
}
