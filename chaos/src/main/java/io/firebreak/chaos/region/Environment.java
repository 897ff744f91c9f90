package io.firebreak.chaos.region;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a started process must have from the environment of who starts it. */
final class Environment {
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    /** Of OpenTelemetry's variables those the applications know. */
    private static final List<String> TELEMETRY = List.of(Telemetry.ENDPOINT, "OTEL_TRACES_SAMPLER_ARG");

    private Environment() {}

    /** Where the applications send traces, if anywhere. */
    static Map<String, String> telemetry() {
        Map<String, String> all = System.getenv();
        return TELEMETRY.stream()
                .filter(all::containsKey)
                .collect(Collectors.toMap(Function.identity(), name -> Objects.requireNonNull(all.get(name))));
    }

    /** Where programs are found. */
    static String path() {
        String path = System.getenv("PATH");
        return path == null ? USUAL_PATH : path;
    }
}
