package io.firebreak.chaos.bench;

import io.firebreak.chaos.database.DatabaseServer;
import io.firebreak.chaos.load.NanoClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Looks once a second at how many launches do not run yet, beside the load. */
final class BacklogWatch implements AutoCloseable {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** A boot takes 2 s, the poll that sees it comes within another, and its report is applied within a third; a quarter is left to chance. */
    private static final double LAUNCHES_UNDER_WAY_SECONDS = 5;

    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    private final Thread watcher;

    BacklogWatch(DatabaseServer database, NanoClock clock, Duration length) {
        watcher = Thread.ofPlatform().daemon().start(() -> watch(database, clock, length));
    }

    private void watch(DatabaseServer database, NanoClock clock, Duration length) {
        long began = clock.nanos();
        try (LaunchLedger ledger = new LaunchLedger(database)) {
            for (long second = 1; second <= length.toSeconds(); second++) {
                clock.waitUntil(began + second * SECOND);
                seen.add(ledger.backlog());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    List<Integer> seen() {
        return List.copyOf(seen);
    }

    /** Whether at the end more launches do not run yet than can be under way at this rate. */
    boolean hasGrown(double perSecond) {
        return hasGrown(seen(), perSecond);
    }

    static boolean hasGrown(List<Integer> seen, double perSecond) {
        double atTheEnd = average(seen.subList(seen.size() * 3 / 4, seen.size()));
        return atTheEnd > LAUNCHES_UNDER_WAY_SECONDS * perSecond;
    }

    private static double average(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).average().orElse(0);
    }

    @Override
    public void close() {
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
