package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartsTest {
    @Test
    void waitsOneSecondThenDoublesUpToFive() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(Restarts::delay).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 5L, 5L, 5L);
    }

    @Test
    void doesNotWaitWhenNothingDied() {
        assertThat(Restarts.delay(0)).isZero();
    }

    @Test
    void waitsNoLongerAfterAThousandDeathsThanAfterFour() {
        assertThat(Restarts.delay(1_000)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void countsAShortLifeOnAndForgetsAfterASoundOne() {
        assertThat(Restarts.deathsInARow(3, Duration.ofMillis(9_999))).isEqualTo(4);
        assertThat(Restarts.deathsInARow(3, Duration.ofSeconds(10))).isEqualTo(1);
    }
}
