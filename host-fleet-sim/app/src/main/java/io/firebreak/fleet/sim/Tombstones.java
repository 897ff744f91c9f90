package io.firebreak.fleet.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tombstones of the fleet, the oldest first. They fence off commands that arrive late and tell a cell that polls late
 * what is gone; both are a matter of seconds, so they are bounded in age and number.
 */
final class Tombstones {
    /** A cell that was down this long reads the full report anyway. */
    static final Duration LONGEST_KEPT = Duration.ofMinutes(10);

    /** Ten minutes of 160 terminations a second; about 40 MB. */
    static final int MOST_KEPT = 100_000;

    record Tombstone(Place place, long generation, Instant since) {}

    private final int mostKept;
    private final Deque<Tombstone> oldestFirst = new ArrayDeque<>();

    Tombstones(int mostKept) {
        this.mostKept = mostKept;
    }

    void add(Tombstone tombstone) {
        oldestFirst.addLast(tombstone);
    }

    /** Takes those that are too old or too many. */
    List<Tombstone> takeExpired(Instant now) {
        List<Tombstone> expired = new ArrayList<>();
        for (Tombstone oldest = oldestFirst.peekFirst();
                oldest != null && isExpired(oldest, now);
                oldest = oldestFirst.peekFirst()) {
            expired.add(oldestFirst.removeFirst());
        }
        return expired;
    }

    private boolean isExpired(Tombstone tombstone, Instant now) {
        return oldestFirst.size() > mostKept
                || tombstone.since().plus(LONGEST_KEPT).isBefore(now);
    }
}
