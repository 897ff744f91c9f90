package io.firebreak.chaos.bench.fairness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens when, from the first request of the others on. They send the whole time. The second half of the warm-up has
 * a flood too, so that the code of refusals is compiled when it counts.
 *
 * @param warmUp what is not measured
 * @param window the length of the quiet, and of the flood after it
 */
record Course(Duration warmUp, Duration window) {
    /** What the flood of the warm-up left in queues is gone by then. */
    static final Duration SETTLING = Duration.ofSeconds(3);

    /** What is measured. */
    enum Phase {
        QUIET,
        FLOOD
    }

    Duration firstFloodAt() {
        return warmUp.minus(firstFlood());
    }

    Duration firstFlood() {
        return warmUp.dividedBy(2);
    }

    private Duration quietAt() {
        return warmUp.plus(SETTLING);
    }

    Duration floodAt() {
        return quietAt().plus(window);
    }

    /** When the last request is due. */
    Duration end() {
        return floodAt().plus(window);
    }

    /** Where a request that is due then belongs; null is nowhere. */
    @Nullable
    Phase at(long nanosFromStart) {
        if (nanosFromStart < quietAt().toNanos() || nanosFromStart >= end().toNanos()) {
            return null;
        }
        return nanosFromStart < floodAt().toNanos() ? Phase.QUIET : Phase.FLOOD;
    }
}
