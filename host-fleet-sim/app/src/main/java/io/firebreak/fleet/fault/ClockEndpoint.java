package io.firebreak.fleet.fault;

import io.firebreak.fleet.sim.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/** {@code POST /actuator/clock} with {@code {"step":"PT2S"}} moves an explicit clock on. */
@WebEndpoint(id = "clock")
class ClockEndpoint {
    /** Longer steps prove nothing that this one does not: every boot is over and every tombstone forgotten. */
    private static final Duration LONGEST_STEP = Duration.ofDays(1);

    private final Fleet fleet;

    ClockEndpoint(Fleet fleet) {
        this.fleet = fleet;
    }

    record Time(Instant now) {}

    record Refusal(String code, String detail) {}

    @ReadOperation
    Time time() {
        return new Time(fleet.now());
    }

    @WriteOperation
    WebEndpointResponse<?> step(Duration step) {
        if (step.isNegative() || step.compareTo(LONGEST_STEP) > 0) {
            return refuse("step must be from PT0S to " + LONGEST_STEP + ", is " + step);
        }
        Optional<Instant> now = fleet.step(step);
        return now.isPresent()
                ? new WebEndpointResponse<>(new Time(now.get()))
                : refuse("The clock moves by itself. Start the fleet with firebreak.fleet.clock=EXPLICIT to step it");
    }

    private static WebEndpointResponse<Refusal> refuse(String detail) {
        return new WebEndpointResponse<>(
                new Refusal("CLOCK_NOT_STEPPED", detail), WebEndpointResponse.STATUS_BAD_REQUEST);
    }
}
