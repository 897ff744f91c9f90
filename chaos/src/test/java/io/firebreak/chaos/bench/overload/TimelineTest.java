package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline(Duration.ofSeconds(10));

    @Test
    void countsBySecondsOfWhenRequestsWereDue() {
        fill(0, 10, 3);

        assertThat(timeline.seconds()).isEqualTo(10);
        assertThat(timeline.due(0)).isEqualTo(1_000);
        assertThat(timeline.good(2)).isZero();
        assertThat(timeline.good(3)).isEqualTo(1_000);
    }

    @Test
    void recoveryEndsWithTheFirstSecondWithinTheSlo() {
        fill(0, 10, 6.5);

        assertThat(timeline.recovery(Duration.ofSeconds(4))).hasValue(2.5);
        assertThat(timeline.recovery(Duration.ofSeconds(7))).hasValue(0);
    }

    @Test
    void aGoodMomentInABadSecondIsNoRecovery() {
        for (int tenth = 0; tenth < 100; tenth++) {
            boolean good = tenth % 10 != 0;
            timeline.add(Duration.ofMillis(100L * tenth).toNanos(), good);
        }

        assertThat(timeline.recovery(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void oneBadRequestOfAHundredIsAllowed() {
        fill(0, 10, 0);
        for (int i = 0; i < 10; i++) {
            timeline.add(Duration.ofSeconds(5).toNanos(), false);
        }
        assertThat(timeline.recovery(Duration.ofSeconds(5))).hasValue(0);
        timeline.add(Duration.ofSeconds(5).toNanos(), false);
        assertThat(timeline.recovery(Duration.ofSeconds(5))).hasValue(0.1);
    }

    @Test
    void silenceIsNoRecovery() {
        fill(0, 5, 9);

        assertThat(timeline.recovery(Duration.ofSeconds(5))).isEmpty();
    }

    /** A thousand requests a second, the good ones from a moment on. */
    private void fill(int from, int to, double goodFrom) {
        for (int millis = from * 1_000; millis < to * 1_000; millis++) {
            timeline.add(Duration.ofMillis(millis).toNanos(), millis >= goodFrom * 1_000);
        }
    }
}
