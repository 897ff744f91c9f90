package io.firebreak.directory.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the table reaches routers.
 *
 * @param recheckEvery how often the database is asked for the version when nothing in this process changed it
 * @param maxWaiting long polls at once, 1 to 100,000; more are told to come back
 */
public record TableSettings(Duration recheckEvery, int maxWaiting) {
    private static final int MOST_WAITING = 100_000;

    /** Everything that is wrong, each as a sentence. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (!recheckEvery.isPositive()) {
            mistakes.add("recheck-every %s must be above 0".formatted(recheckEvery));
        }
        if (maxWaiting < 1 || maxWaiting > MOST_WAITING) {
            mistakes.add("max-waiting %d must be 1 to %d".formatted(maxWaiting, MOST_WAITING));
        }
        return mistakes;
    }
}
