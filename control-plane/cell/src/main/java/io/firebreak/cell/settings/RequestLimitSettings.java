package io.firebreak.cell.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** How often one tenant may call, by the kind of call; of all routers, cells and nodes together. */
public record RequestLimitSettings(
        @Valid @NotNull Bucket launch,
        @Valid @NotNull Bucket change,
        @Valid @NotNull Bucket describe,
        @Valid @NotNull Bucket list) {
    /**
     * A token bucket.
     *
     * @param rate requests per second, for ever
     * @param burst requests at once after a rest
     */
    public record Bucket(@Positive double rate, @Min(1) int burst) {}
}
