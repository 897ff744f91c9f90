package io.firebreak.chaos.bench.load;

import java.time.Duration;

/** A request that has come to its end, as a test tells it; all times from one start. */
public record Ended(long number, long dueNanos, long sentNanos, String answer) implements Exchange {
    /** One that was sent when it was due. */
    public static Ended onTime(long number, Duration due) {
        return new Ended(number, due.toNanos(), due.toNanos(), "");
    }
}
