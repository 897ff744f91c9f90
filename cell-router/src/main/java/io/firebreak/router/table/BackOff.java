package io.firebreak.router.table;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from failure to failure and are drawn from their upper half, so that routers do not ask in step. */
final class BackOff {
    private final Duration minimum;
    private final Duration maximum;
    private final RandomGenerator random;
    private Duration next;

    BackOff(Duration minimum, Duration maximum, RandomGenerator random) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.random = random;
        this.next = minimum;
    }

    /** The pause after one more failure. */
    Duration afterFailure() {
        long upper = next.toMillis();
        next = next.multipliedBy(2).compareTo(maximum) < 0 ? next.multipliedBy(2) : maximum;
        return Duration.ofMillis(upper / 2 + random.nextLong(upper / 2 + 1));
    }

    /** Something worked. */
    void reset() {
        next = minimum;
    }
}
