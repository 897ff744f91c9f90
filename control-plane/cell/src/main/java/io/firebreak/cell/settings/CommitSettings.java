package io.firebreak.cell.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How changes of one kind share transactions.
 *
 * @param largestGroup changes in one transaction
 * @param committers transactions at once; while all of them run, changes wait for the next group
 * @param queue changes that may wait; more are refused with {@code OVERLOADED}
 */
public record CommitSettings(
        @Min(1) @Max(1_000) int largestGroup,
        @Min(1) int committers,
        @Min(1) int queue) {}
