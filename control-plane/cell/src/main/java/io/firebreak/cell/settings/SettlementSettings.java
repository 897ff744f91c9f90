package io.firebreak.cell.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The pace at which take-overs are settled.
 *
 * @param interval between two looks for unsettled tokens
 * @param batch tokens per look and arbiter
 * @param concurrency calls at once to one arbiter
 * @param deadline for one call
 * @param firstBackOff the pause after an arbiter did not answer; it doubles up to {@code longestBackOff}
 */
public record SettlementSettings(
        @NotNull Duration interval,
        @Min(1) int batch,
        @Min(1) int concurrency,
        @NotNull Duration deadline,
        @NotNull Duration firstBackOff,
        @NotNull Duration longestBackOff) {}
