package io.firebreak.router.health;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * When a cell or a node is left alone, and when it is tried again. The reasons for each value stand in {@code
 * application.yaml}.
 *
 * @param window how many of the last calls are looked at
 * @param minimumCalls how many there must be before anything is concluded
 * @param failurePercent at this share of failed calls the breaker opens
 * @param slowCall a call that took longer is slow
 * @param slowPercent at this share of slow calls the breaker opens
 * @param openFor how long it then lets nothing through
 * @param probes how many calls it lets through after that, before it closes or opens again
 */
public record BreakerSettings(
        @Min(1) @Max(1_000) int window,
        @Min(1) @Max(1_000) int minimumCalls,
        @Min(1) @Max(100) int failurePercent,
        Duration slowCall,
        @Min(1) @Max(100) int slowPercent,
        Duration openFor,
        @Min(1) @Max(100) int probes) {

    CircuitBreakerConfig toConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(window, minimumCalls, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(failurePercent)
                .slowCallDurationThreshold(slowCall)
                .slowCallRateThreshold(slowPercent)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(probes)
                .writableStackTraceEnabled(false)
                .build();
    }
}
