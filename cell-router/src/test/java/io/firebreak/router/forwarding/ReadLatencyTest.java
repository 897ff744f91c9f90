package io.firebreak.router.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadLatencyTest {
    private final ReadLatency latency = new ReadLatency();

    @Test
    void isUnknownUntilEnoughReadsWereAnswered() {
        record(1, 39);
        assertThat(latency.p95()).isEmpty();
    }

    @Test
    void isTheTimeOfTheSlowestTwentieth() {
        for (int millis = 1; millis <= 112; millis++) {
            latency.record(Duration.ofMillis(millis));
        }
        assertThat(latency.p95()).contains(Duration.ofMillis(107));
    }

    @Test
    void forgetsWhatIsLongAgo() {
        record(900, 128);
        record(5, 128);
        assertThat(latency.p95()).contains(Duration.ofMillis(5));
    }

    private void record(long millis, int times) {
        for (int i = 0; i < times; i++) {
            latency.record(Duration.ofMillis(millis));
        }
    }
}
