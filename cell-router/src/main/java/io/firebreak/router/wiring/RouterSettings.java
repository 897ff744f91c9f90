package io.firebreak.router.wiring;

import io.firebreak.router.accesslog.AccessLogSettings;
import io.firebreak.router.edge.EdgeSettings;
import io.firebreak.router.forwarding.ForwardingSettings;
import io.firebreak.router.health.BreakerSettings;
import io.firebreak.router.health.OutlierSettings;
import io.firebreak.router.probing.ProbeSettings;
import io.firebreak.router.table.TableSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * All settings of the router. Every default stands in {@code application.yaml}; an unknown key stops the start.
 *
 * @param directoryUrl where the table comes from
 * @param internalSecret the region's internal secret
 * @param tableFile where the table is kept; a file of this router alone
 */
@Validated
@ConfigurationProperties(prefix = "firebreak.router", ignoreUnknownFields = false)
public record RouterSettings(
        @NotNull URI directoryUrl,
        @NotBlank String internalSecret,
        @NotNull Path tableFile,
        @NotNull TableSettings table,
        @NotNull @Valid EdgeSettings edge,
        @NotNull @Valid ForwardingSettings cells,
        @NotNull @Valid BreakerSettings cellBreaker,
        @NotNull @Valid BreakerSettings nodeBreaker,
        @NotNull @Valid OutlierSettings outlier,
        @NotNull @Valid ProbeSettings probe,
        @NotNull @Valid AccessLogSettings accessLog) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "RouterSettings[directoryUrl=%s, tableFile=%s]".formatted(directoryUrl, tableFile);
    }
}
