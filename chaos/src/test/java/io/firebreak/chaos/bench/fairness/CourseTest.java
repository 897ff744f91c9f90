package io.firebreak.chaos.bench.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.fairness.Course.Phase;
import io.firebreak.chaos.bench.fairness.Course.Place;
import io.firebreak.chaos.bench.load.Ended;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
    private final Course course = new Course(Duration.ofSeconds(10), Duration.ofSeconds(20), 2);

    @Test
    void theFloodOfTheWarmUpIsOverBeforeAnythingIsMeasured() {
        assertThat(course.firstFloodAt()).isEqualTo(Duration.ofSeconds(5));
        assertThat(course.firstFloodAt().plus(course.firstFlood())).isEqualTo(Duration.ofSeconds(10));
        assertThat(at(12.9)).isEmpty();
    }

    @Test
    void quietAndFloodTakeTurnsAndAreEquallyLong() {
        assertThat(at(13)).contains(new Place(Phase.QUIET, 0));
        assertThat(at(32.999)).contains(new Place(Phase.QUIET, 0));
        assertThat(course.floodAt(0)).isEqualTo(Duration.ofSeconds(33));
        assertThat(at(33)).contains(new Place(Phase.FLOOD, 0));
        assertThat(at(52.999)).contains(new Place(Phase.FLOOD, 0));
        assertThat(at(55.9)).isEmpty();
        assertThat(at(56)).contains(new Place(Phase.QUIET, 1));
        assertThat(course.floodAt(1)).isEqualTo(Duration.ofSeconds(76));
        assertThat(at(95.999)).contains(new Place(Phase.FLOOD, 1));
        assertThat(at(96)).isEmpty();
        assertThat(course.end()).isEqualTo(Duration.ofSeconds(96));
    }

    @Test
    void aRequestCountsWhereItWasDueAndNotWhereItWasAnswered() {
        PhaseLog log = new PhaseLog(course, 0);
        ended(log, 1_000, 503, 1_001);
        ended(log, 32_900, 200, 34_000);
        ended(log, 40_000, 503, 41_000);
        ended(log, 80_000, 200, 80_250);

        assertThat(log.figures(Phase.QUIET).requests()).isEqualTo(1);
        assertThat(log.figures(Phase.QUIET).p99Millis()).isBetween(1_095.0, 1_105.0);
        assertThat(log.figures(Phase.FLOOD).requests()).isEqualTo(2);
        assertThat(log.figures(Phase.FLOOD).refused()).isEqualTo(1);
        assertThat(log.p99Millis(Phase.FLOOD).getFirst()).isZero();
        assertThat(log.p99Millis(Phase.FLOOD).getLast()).isBetween(249.0, 251.0);
    }

    private static void ended(PhaseLog log, long dueMillis, int status, long endMillis) {
        log.ended(
                Ended.onTime(0, Duration.ofMillis(dueMillis)),
                status,
                Duration.ofMillis(endMillis).toNanos());
    }

    private Optional<Place> at(double seconds) {
        return course.at((long) (seconds * 1e9));
    }
}
