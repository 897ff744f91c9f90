package io.firebreak.cell.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The machine's clock, off by as much as it is told: what a node takes for the time when nobody sets its clock. */
@Component
@Primary
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class SkewedClock implements InstantSource {
    /** Farther off than any clock that is set once a day. */
    static final Duration FARTHEST = Duration.ofHours(1);

    private final InstantSource machine;
    private volatile Duration skew = Duration.ZERO;

    SkewedClock(@Qualifier("clock") InstantSource machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(skew);
    }

    Duration skew() {
        return skew;
    }

    /** Anything farther off than {@link #FARTHEST}, before or behind, is an {@link IllegalArgumentException}. */
    void set(Duration next) {
        if (next.abs().compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException("by must be -%1$s to %1$s, is %2$s".formatted(FARTHEST, next));
        }
        skew = next;
    }
}
