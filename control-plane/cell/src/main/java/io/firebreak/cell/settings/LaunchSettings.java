package io.firebreak.cell.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The bounds of one launch.
 *
 * @param largestCount instances one launch may ask for
 * @param tries how often a launch is placed anew after another one took the room it had chosen
 * @param patience for how long it is placed anew, and waits for launches in flight that hold the last room
 * @param tokenLife how long a client token is remembered
 */
public record LaunchSettings(
        @Min(1) @Max(1_000) int largestCount,
        @Min(1) int tries,
        @NotNull Duration patience,
        @NotNull Duration tokenLife) {}
