package io.firebreak.cell.access;

import org.jspecify.annotations.Nullable;

/**
 * The limits the directory gave one tenant. Whatever is absent is the cell's default.
 *
 * @param rates how often it may call
 * @param quota what it may have at once in each cell of its shard
 */
public record TenantLimits(@Nullable Rates rates, @Nullable Quota quota) {
    /** All as the cell's defaults. */
    public static final TenantLimits DEFAULTS = new TenantLimits(null, null);

    /** By the kind of call; of all routers, cells and nodes together. */
    public record Rates(
            @Nullable Rate launch,
            @Nullable Rate change,
            @Nullable Rate describe,
            @Nullable Rate list) {}

    /**
     * A token bucket.
     *
     * @param rate requests per second, for ever; above 0
     * @param burst requests at once after a rest; at least 1
     */
    public record Rate(double rate, int burst) {}

    /**
     * Of one cell.
     *
     * @param instances that are not terminated
     * @param vcpus of those instances
     */
    public record Quota(
            @Nullable Integer instances, @Nullable Long vcpus) {}
}
