package io.firebreak.router.edge;

import io.firebreak.router.transport.Transport;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * What the router takes from clients. The reasons for each value stand in {@code application.yaml}.
 *
 * @param maximumConnections connections of clients; one more is closed at once
 * @param maximumInFlight requests served at one time; one more is answered 503
 * @param maximumBody the longest body of a request that is held, so that it can be sent again
 * @param streamLongerBodies whether longer ones pass as they come, where the service takes them; they are refused otherwise
 * @param headTimeout how long a head may take to arrive once it has begun
 * @param bodyTimeout how long the body may take to arrive
 * @param answerTimeout how long a client may take to read its answer
 * @param transport how the kernel is spoken to
 * @param eventLoops threads that serve requests; 0 is one for each processor
 */
public record EdgeSettings(
        @Min(1) @Max(100_000) int maximumConnections,
        @Min(1) @Max(100_000) int maximumInFlight,
        DataSize maximumBody,
        boolean streamLongerBodies,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration answerTimeout,
        Transport transport,
        @Min(0) @Max(256) int eventLoops) {}
