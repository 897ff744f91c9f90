package io.firebreak.chaos.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.failover.CellCounters.Count;
import io.firebreak.chaos.failover.CellCounters.Habit;
import io.firebreak.chaos.failover.OpenLoad.Intent;
import io.firebreak.chaos.failover.OpenLoad.Kind;
import io.firebreak.chaos.load.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One of two cells begins to answer three of ten calls with 500, or to stall: launches leave it within a second where it gets 250
 * calls a second, and within 25 calls where it gets five.
 */
class GrayCellIT {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** With 250 calls a second, and with five, none comes for so long only when the cell has been left; it is left for two. */
    private static final Duration QUIET = Duration.ofMillis(1_500);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final int MOST_CALLS = 25;
    /** A stall is no answer within any time a router gives. */
    private static final long STALL_MILLIS = 60_000;

    private final NanoClock clock = NanoClock.system();

    /** When a cell got its last call, and how many since it had turned gray. */
    private record Left(Duration after, long calls) {}

    @ParameterizedTest
    @CsvSource({"500, FAILING_PERCENT", "500, DELAY_MILLIS", "10, FAILING_PERCENT", "10, DELAY_MILLIS"})
    void isLeftByLaunches(int perSecond, Habit habit, @TempDir Path folder) throws Exception {
        try (MemoryRegion region = MemoryRegion.start(2, 1, folder, clock)) {
            CellProcess gray = region.cells().getFirst();
            OpenLoad.Shape shape = new OpenLoad.Shape(perSecond, MemoryRegion.TENANTS, List.of(Kind.LAUNCH), 1);
            Left left;
            List<Intent> intents;
            try (OpenLoad load = OpenLoad.start(shape, region.addresses(), clock)) {
                region.rest(WARM_UP);
                assertThat(gray.counters().get(Count.REQUESTS)).isPositive();
                gray.counters().set(habit, habit == Habit.FAILING_PERCENT ? 30 : STALL_MILLIS);
                left = left(region, gray.counters());
                intents = load.finish();
            }
            Outcomes outcomes = new Outcomes(intents);
            System.out.printf(
                    "%s at %d launches/s before two cells: left after %d ms and %d calls; failed %d %s, slowest %d ms%n",
                    habit,
                    perSecond,
                    left.after().toMillis(),
                    left.calls(),
                    outcomes.failed().size(),
                    outcomes.failures(),
                    outcomes.took(1).toMillis());
            assertThat(outcomes.failed()).isEmpty();
            if (perSecond == 500) {
                assertThat(left.after()).isLessThan(PROMISED);
            } else {
                assertThat(left.calls()).isLessThanOrEqualTo(MOST_CALLS);
            }
        }
    }

    /** Waits until no call has come for long enough. */
    private Left left(MemoryRegion region, CellCounters counters) {
        long onset = clock.nanos();
        long first = counters.get(Count.REQUESTS);
        long last = onset;
        long seen = first;
        while (clock.nanos() - last < QUIET.toNanos()) {
            assertThat(clock.nanos() - onset).as("the gray cell is never left").isLessThan(PATIENCE.toNanos());
            region.rest(LOOK_AGAIN);
            long now = counters.get(Count.REQUESTS);
            if (now != seen) {
                seen = now;
                last = clock.nanos();
            }
        }
        return new Left(Duration.ofNanos(last - onset), seen - first);
    }
}
