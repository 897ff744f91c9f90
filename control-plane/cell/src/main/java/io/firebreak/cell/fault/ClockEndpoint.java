package io.firebreak.cell.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Puts this node's clock off, and right again, on the management port. */
@Component
@Endpoint(id = "clock")
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class ClockEndpoint {
    private final SkewedClock clock;

    ClockEndpoint(SkewedClock clock) {
        this.clock = clock;
    }

    /** @param now what the node takes for the time */
    record Reading(Instant now, Duration by) {}

    record Mistake(String detail) {}

    @ReadOperation
    Reading read() {
        return new Reading(clock.instant(), clock.skew());
    }

    /** By how much, ahead of the machine's clock or (less than zero) behind it, as ISO 8601 has it; 400 for anything else or more than an hour. */
    @WriteOperation
    WebEndpointResponse<Object> set(String by) {
        try {
            clock.set(Duration.parse(by));
            return new WebEndpointResponse<>(read());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException mistake) {
            return new WebEndpointResponse<>(
                    new Mistake(String.valueOf(mistake.getMessage())), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    @DeleteOperation
    Reading right() {
        clock.set(Duration.ZERO);
        return read();
    }
}
