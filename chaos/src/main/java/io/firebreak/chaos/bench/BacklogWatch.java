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
    /** What a boot, a poll and a page of the report leave open at any time makes the figure swing. */
    private static final double SWING = 1.25;

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

    /** Whether the last quarter of the run saw more than its second, which begins when the first launches run. */
    boolean hasGrown() {
        int seconds = seen.size();
        double early = average(seen.subList(seconds / 2, seconds * 3 / 4));
        double late = average(seen.subList(seconds * 3 / 4, seconds));
        return late > SWING * early;
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
