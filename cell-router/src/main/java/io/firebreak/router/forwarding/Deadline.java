package io.firebreak.router.forwarding;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;

/** The instant, in a clock's nanoseconds, after which nobody needs the answer. */
public record Deadline(long atNanos) {
    /** A time from now. */
    public static Deadline in(Duration time, Clock clock) {
        return new Deadline(clock.monotonicTime() + time.toNanos());
    }

    /** What is left, never below zero. */
    public Duration left(Clock clock) {
        return Duration.ofNanos(Math.max(0, atNanos - clock.monotonicTime()));
    }
}
