package io.firebreak.fleet.process;

import io.firebreak.fleet.sim.ClockMode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code firebreak.fleet.*} sets; the defaults and what each means are in {@code application.yaml}.
 *
 * @param internalSecret what every call under {@code /fleet} must carry as its bearer token
 */
@Validated
@ConfigurationProperties(prefix = "firebreak.fleet", ignoreUnknownFields = false)
public record FleetSettings(
        @NotNull @Pattern(regexp = NAME, message = NAME_MEANS)
        String id,

        @Min(1) @Max(10_000) int hosts,

        @NotEmpty @Size(max = 16) @UniqueElements
        List<@NotNull @Pattern(regexp = NAME, message = NAME_MEANS) String> zones,

        long seed,

        @NotNull(message = "must name the file in which the fleet keeps what its hosts run")
        Path journal,

        @NotNull ClockMode clock,
        @NotNull @DurationMin @DurationMax(hours = 1) Duration bootTime,

        @NotBlank(message = "must be the region's internal secret")
        String internalSecret) {
    private static final String NAME = "[a-z0-9-]{1,40}";
    private static final String NAME_MEANS = "must be 1 to 40 of a-z, 0-9 and -";

    /** Without the secret. */
    @Override
    public String toString() {
        return "FleetSettings[id=%s, hosts=%d, zones=%s, seed=%d, journal=%s, clock=%s, bootTime=%s]"
                .formatted(id, hosts, zones, seed, journal, clock, bootTime);
    }
}
