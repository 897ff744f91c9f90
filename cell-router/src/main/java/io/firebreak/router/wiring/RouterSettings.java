package io.firebreak.router.wiring;

import io.firebreak.router.accesslog.AccessLogSettings;
import io.firebreak.router.edge.EdgeSettings;
import io.firebreak.router.forwarding.ForwardingSettings;
import io.firebreak.router.health.BreakerSettings;
import io.firebreak.router.health.OutlierSettings;
import io.firebreak.router.probing.ProbeSettings;
import io.firebreak.router.shedding.ShedSettings;
import io.firebreak.router.standalone.StandaloneSettings;
import io.firebreak.router.table.TableSettings;
import io.firebreak.router.transport.ListenerTlsSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * All settings of the router. Every default stands in {@code application.yaml}; an unknown key stops the start.
 *
 * @param directoryUrl where the table comes from, unless the router stands alone
 * @param internalSecret the region's internal secret, likewise
 * @param tableFile where the table is kept, likewise; a file of this router alone
 * @param drain how long a router that is being stopped takes connections before it takes no more
 * @param standalone that it does without the rest of Firebreak
 * @param tls the API port's certificate; without it the port speaks plain HTTP
 */
@Validated
@ConfigurationProperties(prefix = "firebreak.router", ignoreUnknownFields = false)
public record RouterSettings(
        @Nullable URI directoryUrl,
        @Nullable String internalSecret,
        @Nullable Path tableFile,
        @Nullable StandaloneSettings standalone,
        @NotNull Duration drain,
        @Nullable @Valid ListenerTlsSettings tls,
        @NotNull TableSettings table,
        @NotNull @Valid EdgeSettings edge,
        @NotNull @Valid ForwardingSettings cells,
        @NotNull @Valid BreakerSettings cellBreaker,
        @NotNull @Valid BreakerSettings nodeBreaker,
        @NotNull @Valid OutlierSettings outlier,
        @NotNull @Valid ProbeSettings probe,
        @NotNull @Valid AccessLogSettings accessLog,
        @NotNull @Valid ShedSettings shed) {

    /** Where the table comes from. */
    @AssertTrue(message = "directory-url, internal-secret and table-file are needed, or else standalone.file")
    public boolean isTableSourceNamed() {
        return standalone != null
                || (directoryUrl != null && internalSecret != null && !internalSecret.isBlank() && tableFile != null);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "RouterSettings[directoryUrl=%s, tableFile=%s]".formatted(directoryUrl, tableFile);
    }
}
