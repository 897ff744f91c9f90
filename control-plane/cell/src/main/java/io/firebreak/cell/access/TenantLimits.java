package io.firebreak.cell.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The limits the directory gave one tenant. Whatever is absent is the cell's default.
 *
 * @param rates how often it may call
 * @param quota what it may have at once in each cell of its shard
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantLimits(@Nullable Rates rates, @Nullable Quota quota) {
    /** All as the cell's defaults. */
    public static final TenantLimits DEFAULTS = new TenantLimits(null, null);

    /** By the kind of call; of all routers, cells and nodes together. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rate(double rate, int burst) {
        public Rate {
            if (!(rate > 0) || Double.isInfinite(rate) || burst < 1) {
                throw new IllegalArgumentException(
                        "rate %s must be above 0, and burst %d at least 1".formatted(rate, burst));
            }
        }
    }

    /**
     * Of one cell.
     *
     * @param instances that are not terminated; at least 1
     * @param vcpus of those instances; at least 1
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quota(
            @Nullable Integer instances, @Nullable Long vcpus) {
        public Quota {
            if ((instances != null && instances < 1) || (vcpus != null && vcpus < 1)) {
                throw new IllegalArgumentException("a quota of %s instances and %s vCPUs must have at least 1 of each"
                        .formatted(instances, vcpus));
            }
        }
    }
}
