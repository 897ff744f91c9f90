package io.firebreak.router.shedding;

import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What of one tenant this router lets through. The reasons for each value stand in {@code application.yaml}.
 *
 * @param rate requests a second of all kinds that have no limit below; 0: all of them
 * @param burst requests at once
 * @param tenants how many are counted at one time
 * @param launch limit of launches alone; null counts them with the rest, as with the other kinds
 */
public record ShedSettings(
        double rate,
        @Min(1) @Max(MOST) int burst,
        @Min(1) @Max(10_000_000) int tenants,
        @Nullable @Valid Limit launch,
        @Nullable @Valid Limit change,
        @Nullable @Valid Limit describe,
        @Nullable @Valid Limit list) {
    private static final int MOST = 1_000_000;

    public ShedSettings {
        if (!(rate >= 0 && rate <= MOST)) {
            throw new IllegalArgumentException("shed.rate %s must be 0 to %d".formatted(rate, MOST));
        }
    }

    /**
     * Of one kind of call, as a cell has it.
     *
     * @param rate requests a second
     * @param burst requests at once
     */
    public record Limit(
            @DecimalMin("0.001") @DecimalMax("1000000") double rate,
            @Min(1) @Max(MOST) int burst) {
        private RequestRate toRate() {
            return new RequestRate(rate, burst);
        }
    }

    /** Those that are set. */
    public RequestRates rates() {
        return new RequestRates(
                toRate(launch),
                toRate(change),
                toRate(describe),
                toRate(list),
                rate == 0 ? null : new RequestRate(rate, burst));
    }

    private static @Nullable RequestRate toRate(@Nullable Limit limit) {
        return limit == null ? null : limit.toRate();
    }
}
