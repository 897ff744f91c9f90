package io.firebreak.cell.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.settings.AdmissionSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** In simulated time: calls are reported one millisecond after the other. */
class AdaptiveLimitTest {
    private static final int LEAST = 16;
    private static final int FIRST = 64;
    private static final int MOST = 256;

    private final AtomicInteger seats = new AtomicInteger(FIRST);
    private final AdaptiveLimit limit = new AdaptiveLimit(
            new AdmissionSettings(FIRST, LEAST, MOST, 64, 6, 32, 256, Duration.ofMillis(250)), seats::set);
    private long nowNanos = TimeUnit.HOURS.toNanos(1);

    @Test
    void growsWhileCallsTakeNoLonger() {
        serveFor(Duration.ofMinutes(2), Duration.ofMillis(10), true);
        assertThat(seats).hasValue(MOST);
    }

    @Test
    void doesNotGrowWhileItIsNotReached() {
        serveFor(Duration.ofMinutes(2), Duration.ofMillis(10), false);
        assertThat(seats).hasValue(FIRST);
    }

    @Test
    void shrinksWithinSecondsWhenCallsTakeTenTimesAsLongAndComesBack() {
        serveFor(Duration.ofMinutes(1), Duration.ofMillis(10), true);
        int usual = seats.get();
        serveFor(Duration.ofSeconds(5), Duration.ofMillis(100), true);
        assertThat(seats.get()).isLessThan(usual / 2).isGreaterThanOrEqualTo(LEAST);

        serveFor(Duration.ofSeconds(30), Duration.ofMillis(10), true);
        assertThat(seats.get()).isGreaterThan(usual / 2);
    }

    private void serveFor(Duration time, Duration call, boolean full) {
        for (long i = 0; i < time.toMillis(); i++) {
            nowNanos += TimeUnit.MILLISECONDS.toNanos(1);
            limit.took(nowNanos - call.toNanos(), call.toNanos(), full ? seats.get() : FIRST / 4);
        }
    }
}
