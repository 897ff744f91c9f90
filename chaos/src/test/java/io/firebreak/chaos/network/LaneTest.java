package io.firebreak.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final long MILLI = 1_000_000;

    private final MockTicker clock = Ticker.newMockTicker();
    private final Lane lane = new Lane(clock, new SplittableRandom(1));

    @Test
    void isThroughAtOnceWhenNothingIsWrong() {
        assertThat(lane.dueNanos(1_000_000)).isEqualTo(clock.nanoTime());
    }

    @Test
    void drawsLatenciesEvenlyBetweenTheirEnds() {
        lane.become(new Toxics.Stream(100, 40, 0, false));
        LongSummaryStatistics late = new LongSummaryStatistics();
        Set<Long> different = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            long millis = (lane.dueNanos(1) - clock.nanoTime()) / MILLI;
            late.accept(millis);
            different.add(millis);
        }
        assertThat(late.getMin()).isEqualTo(60);
        assertThat(late.getMax()).isEqualTo(140);
        assertThat(late.getAverage()).isBetween(97.0, 103.0);
        assertThat(different).hasSize(81);
    }

    @Test
    void sharesTheRateInTheOrderOfComing() {
        lane.become(new Toxics.Stream(0, 0, 1_000, false));
        assertThat(lane.dueNanos(500)).isEqualTo(clock.nanoTime() + 500 * MILLI);
        assertThat(lane.dueNanos(250)).isEqualTo(clock.nanoTime() + 750 * MILLI);
        clock.advance(10, TimeUnit.SECONDS);
        assertThat(lane.dueNanos(100)).as("an idle second is not saved").isEqualTo(clock.nanoTime() + 100 * MILLI);
    }

    @Test
    void forgetsItsQueueWhenItChanges() {
        lane.become(new Toxics.Stream(0, 0, 1, false));
        lane.dueNanos(1_000);
        lane.become(new Toxics.Stream(5, 0, 0, false));
        assertThat(lane.dueNanos(1_000)).isEqualTo(clock.nanoTime() + 5 * MILLI);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new Toxics.Stream(10, 11, 0, false)).hasMessageContaining("jitterMillis is 11");
        assertThatThrownBy(() -> new Toxics.Stream(60_001, 0, 0, false)).hasMessageContaining("latencyMillis is 60001");
        assertThatThrownBy(() -> Toxics.reset(0)).hasMessageContaining("resetShare is 0.0");
        assertThatThrownBy(() -> new Toxics(Toxics.Connections.PASS, 0.5, Toxics.Stream.CLEAR, Toxics.Stream.CLEAR))
                .hasMessageContaining("resetShare is 0.5");
    }
}
