package io.firebreak.chaos.region;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where a region's processes send what they tell of themselves.
 *
 * @param collector base URL of what takes OTLP over HTTP; none: what the environment says
 */
public record Telemetry(Optional<URI> collector) {
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /** As the environment of this program has it. */
    public static Telemetry ofEnvironment() {
        return new Telemetry(Optional.empty());
    }

    /** To a collector, whatever the environment says. */
    public static Telemetry to(URI collector) {
        return new Telemetry(Optional.of(collector));
    }

    /** What the supervisor has in its environment besides what this program has. */
    Map<String, String> variables() {
        return collector.map(url -> Map.of(ENDPOINT, url.toString())).orElse(Map.of());
    }
}
