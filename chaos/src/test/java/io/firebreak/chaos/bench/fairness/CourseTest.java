package io.firebreak.chaos.bench.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.fairness.Course.Phase;
import io.firebreak.chaos.bench.load.Ended;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CourseTest {
    private final Course course = new Course(Duration.ofSeconds(10), Duration.ofSeconds(20));

    @Test
    void theFloodOfTheWarmUpIsOverBeforeAnythingIsMeasured() {
        assertThat(course.firstFloodAt()).isEqualTo(Duration.ofSeconds(5));
        assertThat(course.firstFloodAt().plus(course.firstFlood())).isEqualTo(Duration.ofSeconds(10));
        assertThat(at(12.9)).isNull();
    }

    @Test
    void quietAndFloodAreEquallyLong() {
        assertThat(at(13)).isEqualTo(Phase.QUIET);
        assertThat(at(32.999)).isEqualTo(Phase.QUIET);
        assertThat(course.floodAt()).isEqualTo(Duration.ofSeconds(33));
        assertThat(at(33)).isEqualTo(Phase.FLOOD);
        assertThat(at(52.999)).isEqualTo(Phase.FLOOD);
        assertThat(at(53)).isNull();
        assertThat(course.end()).isEqualTo(Duration.ofSeconds(53));
    }

    @Test
    void aRequestCountsWhereItWasDueAndNotWhereItWasAnswered() {
        PhaseLog log = new PhaseLog(course, 0);
        log.ended(Ended.onTime(0, Duration.ofSeconds(1)), 503, 0);
        log.ended(
                Ended.onTime(1, Duration.ofMillis(32_900)),
                200,
                Duration.ofSeconds(34).toNanos());
        log.ended(
                Ended.onTime(2, Duration.ofSeconds(40)),
                503,
                Duration.ofSeconds(41).toNanos());

        assertThat(log.figures()).hasEntrySatisfying(Phase.QUIET, quiet -> {
            assertThat(quiet.requests()).isEqualTo(1);
            assertThat(quiet.p99Millis()).isBetween(1_095.0, 1_105.0);
        });
        assertThat(log.figures())
                .hasEntrySatisfying(
                        Phase.FLOOD, flood -> assertThat(flood.refused()).isEqualTo(1));
    }

    private @Nullable Phase at(double seconds) {
        return course.at((long) (seconds * 1e9));
    }
}
