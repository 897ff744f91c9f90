package io.firebreak.router.shedding;

import io.firebreak.router.routing.RequestRate;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/**
 * What of one tenant this router lets through. The reasons for each value stand in {@code application.yaml}.
 *
 * @param rate requests a second; 0: all of them
 * @param burst requests at once
 * @param tenants how many are counted at one time
 */
public record ShedSettings(
        double rate,
        @Min(1) @Max(1_000_000) int burst,
        @Min(1) @Max(10_000_000) int tenants) {
    public ShedSettings {
        if (!(rate >= 0 && rate <= 1e6)) {
            throw new IllegalArgumentException("shed.rate %s must be 0 to 1000000".formatted(rate));
        }
    }

    /** Nothing when all is let through. */
    public Optional<RequestRate> limit() {
        return rate == 0 ? Optional.empty() : Optional.of(new RequestRate(rate, burst));
    }
}
