package io.firebreak.fleet.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time by which instances boot. It never goes back, not even over a restart. */
sealed interface FleetClock {
    Instant now();

    static FleetClock of(ClockMode mode, InstantSource source, Instant start) {
        return switch (mode) {
            case AUTO -> new Auto(source, start);
            case EXPLICIT -> new Explicit(start);
        };
    }

    /** Follows a source, and waits where the source goes back. */
    final class Auto implements FleetClock {
        private final InstantSource source;
        private Instant latest;

        private Auto(InstantSource source, Instant start) {
            this.source = source;
            this.latest = start;
        }

        @Override
        public Instant now() {
            Instant read = source.instant();
            latest = read.isAfter(latest) ? read : latest;
            return latest;
        }
    }

    /** Stands still until it is stepped. */
    final class Explicit implements FleetClock {
        private Instant now;

        private Explicit(Instant start) {
            this.now = start;
        }

        @Override
        public Instant now() {
            return now;
        }

        void step(Duration step) {
            now = now.plus(step);
        }
    }
}
