package io.firebreak.router.forwarding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How cells are called. The reasons for each value stand in {@code application.yaml}.
 *
 * @param budget the time one request may take in all
 * @param attemptTimeout how long a cell is waited for while there is another place to ask
 * @param nodesPerVisit how many nodes of one cell one request may try
 * @param connectTimeout how long a connection may take to be made
 * @param connectionsPerNode connections kept to one node, shared out evenly between event loops
 * @param waitingPerNode requests that may wait for one of them, shared out likewise
 * @param idleConnection how long an unused connection is kept
 * @param maximumAnswer the longest answer of a cell
 * @param retryPercent retries per hundred requests of the last second
 * @param retryFloor retries a second that are there even if there are next to no requests
 */
public record ForwardingSettings(
        Duration budget,
        Duration attemptTimeout,
        @Min(1) @Max(16) int nodesPerVisit,
        Duration connectTimeout,
        @Min(1) @Max(4_096) int connectionsPerNode,
        @Min(1) @Max(65_536) int waitingPerNode,
        Duration idleConnection,
        DataSize maximumAnswer,
        @Min(0) @Max(100) int retryPercent,
        @Min(0) @Max(10_000) int retryFloor) {}
