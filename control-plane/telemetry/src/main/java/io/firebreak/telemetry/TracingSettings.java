package io.firebreak.telemetry;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go. The applications read the variables of OpenTelemetry's own specification into these.
 *
 * @param endpoint base URL of a collector that takes OTLP over HTTP, {@code /v1/traces} is appended; blank: no traces
 * @param ratio of the traces begun here that are recorded, 0 to 1; of others the caller decides
 * @param instance which of several processes of one name this is; blank: the only one
 */
@ConfigurationProperties(prefix = "firebreak.tracing", ignoreUnknownFields = false)
public record TracingSettings(
        @DefaultValue("") String endpoint,
        @DefaultValue("1.0") double ratio,
        @DefaultValue("") String instance) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Throws what is wrong, with what would be accepted. */
    public TracingSettings {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("firebreak.tracing.ratio is %s: it must be 0 to 1".formatted(ratio));
        }
        if (!endpoint.isBlank() && !isAddress(endpoint)) {
            throw new IllegalArgumentException(
                    "firebreak.tracing.endpoint is '%s': it must be a URL such as http://127.0.0.1:4318"
                            .formatted(endpoint));
        }
    }

    /** No traces. */
    public static TracingSettings off() {
        return new TracingSettings("", 1, "");
    }

    boolean isOn() {
        return !endpoint.isBlank();
    }

    /** Where spans are posted. */
    String tracesEndpoint() {
        return endpoint.endsWith("/") ? endpoint + "v1/traces" : endpoint + "/v1/traces";
    }

    private static boolean isAddress(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
