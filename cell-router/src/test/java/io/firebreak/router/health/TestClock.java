package io.firebreak.router.health;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;

/** A clock that stands until it is moved. */
final class TestClock implements Clock {
    private long nanos = Duration.ofDays(1).toNanos();

    void advance(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long wallTime() {
        return Duration.ofNanos(nanos).toMillis();
    }

    @Override
    public long monotonicTime() {
        return nanos;
    }
}
