package io.firebreak.cell.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Test
    void doublesUpToTheLongest() {
        BackOff backOff = BackOff.first(Duration.ofMillis(500), NOW);
        assertThat(backOff.isOver(NOW.plusMillis(499))).isFalse();
        assertThat(backOff.isOver(NOW.plusMillis(500))).isTrue();

        assertThat(backOff.longer(LONGEST, NOW).pause()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            backOff = backOff.longer(LONGEST, NOW);
        }
        assertThat(backOff.pause()).isEqualTo(LONGEST);
    }

    @Test
    void isOverWhenTheClockIsSetBackBehindItsBegin() {
        BackOff backOff = BackOff.first(LONGEST, NOW.plusSeconds(90));
        assertThat(backOff.isOver(NOW.plusSeconds(90))).isFalse();
        assertThat(backOff.isOver(NOW)).as("not in another 95 s").isTrue();
    }
}
