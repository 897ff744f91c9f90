package io.firebreak.chaos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Duration DUE = Duration.ofSeconds(5);

    private final Tally tally = new Tally();

    @Test
    void countsOnlyWhatSucceededWithinTheSecondAsGood() {
        answer(200, Duration.ofMillis(10));
        answer(201, Duration.ofSeconds(1));
        answer(200, Duration.ofMillis(1_001));
        answer(503, Duration.ofMillis(1));
        answer(Load.LOST, Duration.ofMillis(1));

        Tally.Figures figures = tally.figures();
        assertThat(figures.requests()).isEqualTo(5);
        assertThat(figures.good()).isEqualTo(2);
        assertThat(figures.refused()).isEqualTo(2);
        assertThat(figures.answers()).isEqualTo(Map.of("200", 2L, "201", 1L, "503 by the router", 1L, "no answer", 1L));
    }

    @Test
    void countsLatencyFromWhenARequestWasDueAndNotFromWhenItWasSent() {
        tally.ended(
                new Ended(0, DUE.toNanos(), DUE.plusMillis(300).toNanos(), ""),
                200,
                DUE.plusMillis(320).toNanos());

        Tally.Figures figures = tally.figures();
        assertThat(figures.p50Millis()).isCloseTo(320, within(1.0));
        assertThat(figures.lagP99Millis()).isCloseTo(300, within(1.0));
        assertThat(figures.isOnSchedule()).isFalse();
    }

    @Test
    void refusalsHaveNoPartInTheLatencies() {
        for (int i = 0; i < 99; i++) {
            answer(429, Duration.ofMillis(1));
        }
        answer(200, Duration.ofMillis(50));

        assertThat(tally.figures().p50Millis()).isCloseTo(50, within(0.5));
        assertThat(tally.figures().isOnSchedule()).isTrue();
    }

    private void answer(int status, Duration took) {
        tally.ended(Ended.onTime(0, DUE), status, DUE.plus(took).toNanos());
    }
}
