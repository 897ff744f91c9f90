package io.firebreak.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.router.routing.RoutedCell;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallPermitTest {
    private static final CellId CELL = new CellId("cell-1");

    private final AtomicLong nanos = new AtomicLong();
    private final CellHealth health =
            new CellHealth(settings(), settings(), clock(), CircuitBreakerRegistry.ofDefaults());

    @Test
    void holdsALongAbandonedCallAgainstTheCellAndAShortOneNot() {
        for (int i = 0; i < 10; i++) {
            health.admit(CELL).orElseThrow().abandon(Duration.ofMillis(400));
        }
        assertThat(health.isOpen(CELL)).isFalse();
        for (int i = 0; i < 4; i++) {
            CallPermit permit = health.admit(CELL).orElseThrow();
            nanos.addAndGet(Duration.ofMillis(400).toNanos());
            permit.abandon(Duration.ofMillis(400));
        }
        assertThat(health.isOpen(CELL)).isTrue();
        assertThat(health.admit(CELL)).isEmpty();
    }

    @Test
    void countsSlowCalls() {
        for (int i = 0; i < 4; i++) {
            CallPermit permit = health.admit(CELL).orElseThrow();
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            permit.end(false);
        }
        assertThat(health.isOpen(CELL)).isTrue();
    }

    @Test
    void givesNoLeaveBackThatNobodyTook() {
        URI node = URI.create("http://127.0.0.1:1");
        for (int i = 0; i < 4; i++) {
            health.admit(CELL).orElseThrow().end(true);
        }
        CallPermit anyway = health.admitAnyway(CELL);
        health.comesBack(new RoutedCell(CELL, 1, "zone-1", CellState.ACTIVE, List.of(node)), node);
        CallPermit onlyProbe = health.admit(CELL).orElseThrow();

        anyway.abandon(Duration.ofMillis(400));
        assertThat(health.admit(CELL)).isEmpty();
        onlyProbe.abandon(Duration.ofMillis(400));
        assertThat(health.admit(CELL)).isPresent();
    }

    private static BreakerSettings settings() {
        return new BreakerSettings(4, 4, 50, Duration.ofSeconds(1), 80, Duration.ofMinutes(1), 1);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public long wallTime() {
                return 0;
            }

            @Override
            public long monotonicTime() {
                return nanos.get();
            }
        };
    }
}
