package io.firebreak.cell.settings;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How many calls of tenants a node serves at once, and how many wait their turn.
 *
 * @param first served at once after the start, before anything is learnt
 * @param least served at once, however slow calls become
 * @param most served at once, however quick they are
 * @param queues of each level; a tenant's calls go to {@code hand} of them
 * @param hand queues of one tenant, the shortest of which takes a call
 * @param queueLength calls in one queue
 * @param room calls waiting in all
 * @param longestWait a call that has waited for this long is refused
 */
public record AdmissionSettings(
        @Min(1) int first,
        @Min(1) int least,
        @Min(1) int most,
        @Min(1) @Max(1_024) int queues,
        @Min(1) int hand,
        @Min(1) int queueLength,
        @Min(1) int room,
        @NotNull Duration longestWait) {
    @AssertTrue(message = "first, least and most must be in order: least, first, most")
    boolean isLimitInOrder() {
        return least <= first && first <= most;
    }

    @AssertTrue(message = "hand must not be larger than queues")
    boolean isHandOfQueues() {
        return hand <= queues;
    }
}
