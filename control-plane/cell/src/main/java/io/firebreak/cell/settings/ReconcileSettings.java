package io.firebreak.cell.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The pace at which record and hosts are brought together.
 *
 * @param interval between two polls of the fleet's report, and between two readings of hosts and tenants
 * @param redispatchAfter a command whose effect is not reported by then is sent again
 * @param fullReportEvery how often everything is compared, not only what changed
 * @param recoverAfter a host silent for this long is fenced, and an instance its host has lost for this long is given up
 * @param leaseTimeout a leader that has not renewed for this long is disconnected by the database
 * @param dispatchQueue commands waiting to be sent; what does not fit is sent by the leader later
 * @param terminatedKeptFor how long a terminated instance is still shown
 * @param fleetDeadline for one call of the fleet
 */
public record ReconcileSettings(
        @NotNull Duration interval,
        @NotNull Duration redispatchAfter,
        @NotNull Duration fullReportEvery,
        @NotNull Duration recoverAfter,
        @NotNull Duration leaseTimeout,
        @Min(1) int dispatchQueue,
        @NotNull Duration terminatedKeptFor,
        @NotNull Duration fleetDeadline) {}
