package io.firebreak.cell.settings;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The audit log.
 *
 * @param keptFor how long an entry is kept, a day at least: the database lets nobody delete a younger one
 * @param every how often refused calls that wait are recorded
 * @param queue refused calls that may wait to be recorded, a tenth of them of one tenant; more are counted only
 */
public record AuditSettings(
        @NotNull Duration keptFor,
        @NotNull Duration every,
        @Min(10) @Max(10_000) int queue) {
    @AssertTrue(message = "kept-for must be 1d at least")
    boolean isKeptLongEnough() {
        return keptFor.compareTo(Duration.ofDays(1)) >= 0;
    }
}
