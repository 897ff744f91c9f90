package io.firebreak.chaos.promise;

import static org.assertj.core.api.Assertions.fail;

import io.firebreak.chaos.load.NanoClock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come, looking often, with a deadline. */
final class Eventually {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final NanoClock CLOCK = NanoClock.system();

    private Eventually() {}

    /** Fails when it has not come in time. */
    static void eventually(String what, Duration patience, BooleanSupplier condition) {
        if (!comes(patience, condition)) {
            fail("did not come within %s: %s", patience, what);
        }
    }

    /** Whether it came in time. */
    static boolean comes(Duration patience, BooleanSupplier condition) {
        long deadline = CLOCK.nanos() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (CLOCK.nanos() > deadline) {
                return false;
            }
            CLOCK.waitUntil(CLOCK.nanos() + BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
