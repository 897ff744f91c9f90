package io.firebreak.chaos.bench.load;

import java.time.Duration;

/** What the clients of a load are promised, and what they tell the router they wait for. */
public final class Slo {
    /** From when a request was due to its answer. */
    public static final Duration LATENCY = Duration.ofSeconds(1);

    /** Above this 99 of 100 requests were not sent when they were due, and what was measured is the generator. */
    public static final Duration LONGEST_LAG = Duration.ofMillis(100);

    private Slo() {}

    /** Whether that is an answer that a client was promised. */
    public static boolean isGood(int status, long tookNanos) {
        return status / 100 == 2 && tookNanos <= LATENCY.toNanos();
    }
}
