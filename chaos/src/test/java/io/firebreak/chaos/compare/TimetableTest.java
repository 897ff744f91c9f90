package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    private long seconds;

    private final NanoClock clock = new NanoClock() {
        @Override
        public long nanos() {
            return seconds * 1_000_000_000L;
        }

        @Override
        public void waitUntil(long nanos) {
            throw new AssertionError("nothing waits");
        }
    };

    @Test
    void countsDaysAndLearnsHowLongTheyTake() {
        Study study = SampleRun.study("first", List.of(3L, 4L));
        PlannedDay first = new PlannedDay(study, Architecture.SHUFFLE, 3, true);
        PlannedDay second = new PlannedDay(study, Architecture.SHUFFLE, 4, false);
        Timetable timetable = new Timetable(List.of(first, second), clock, NOON);

        // 55 s for start and warm-up, or 5 s; then 8 s, 20 s, 10 s and 8 s.
        assertThat(timetable.begins(first))
                .isEqualTo("day 1 of 2: shuffle, \"The day first\", seed 3; about 3 min left, until 12:02 UTC");
        seconds = 202;
        assertThat(timetable.begins(second)).contains("day 2 of 2").contains("about 2 min left, until 12:01 UTC");
    }
}
