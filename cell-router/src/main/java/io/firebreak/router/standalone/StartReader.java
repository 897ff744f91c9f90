package io.firebreak.router.standalone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/**
 * Reads what holds from the start to the end of the process: ports, limits and the access log. It becomes settings of the
 * application, below those of its command line and environment.
 */
final class StartReader {
    private static final int MOST_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}|[A-Za-z0-9.-]{1,253}");
    private static final Pattern PROBE_PATH = Pattern.compile("/[!-~]{0,255}");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long MOST_BYTES = DataSize.ofMegabytes(1_024).toBytes();

    private final Section file;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    StartReader(Section file) {
        this.file = file;
    }

    Map<String, Object> properties() {
        file.find("listen")
                .map(value -> Section.of(value, "address", "port", "managementPort", "tls"))
                .ifPresent(this::listen);
        limits();
        file.find("probe").map(value -> Section.of(value, "enabled", "path")).ifPresent(this::probe);
        accessLog();
        return properties;
    }

    private void listen(Section section) {
        put(
                section,
                "address",
                "server.address",
                "an address or a name",
                text -> ADDRESS.matcher(text).matches());
        port(section, "port", "server.port");
        port(section, "managementPort", "management.server.port");
        section.find("tls")
                .map(value -> Section.of(value, "certificate", "key"))
                .ifPresent(this::tls);
    }

    private void tls(Section section) {
        for (String key : List.of("certificate", "key")) {
            section.need(key, "the name of a file in PEM");
            put(section, key, "firebreak.router.tls." + key, "the name of a file", text -> !text.isBlank());
        }
    }

    private void probe(Section section) {
        properties.put("firebreak.router.probe.enabled", section.flagOr("enabled", true));
        put(
                section,
                "path",
                "firebreak.router.probe.path",
                "a path that begins with /, of at most 256 visible ASCII characters",
                text -> PROBE_PATH.matcher(text).matches());
    }

    private void port(Section section, String key, String property) {
        section.find(key).ifPresent(value -> properties.put(property, section.wholeOr(key, 0, 0, MOST_PORT)));
    }

    private void limits() {
        Optional<Section> section = file.find("limits")
                .map(value -> Section.of(value, "body", "answer", "inFlight", "timeout", "attemptTimeout"));
        properties.put("firebreak.router.edge.maximum-body", size(section, "body", "1MB"));
        properties.put("firebreak.router.cells.maximum-answer", size(section, "answer", "16MB"));
        properties.put(
                "firebreak.router.edge.maximum-in-flight",
                section.map(it -> it.wholeOr("inFlight", 1_000, 1, 100_000)).orElse(1_000));
        Duration budget =
                section.flatMap(it -> it.duration("timeout", LEAST, LONGEST)).orElse(TIMEOUT);
        Duration attempt = section.flatMap(it -> it.duration("attemptTimeout", LEAST, LONGEST))
                .orElse(ATTEMPT);
        properties.put("firebreak.router.cells.budget", millis(budget));
        properties.put("firebreak.router.cells.attempt-timeout", millis(attempt));
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", millis(budget.plusSeconds(1)));
    }

    private static String size(Optional<Section> section, String key, String otherwise) {
        return section.flatMap(it -> it.find(key))
                .flatMap(value -> value.as(
                        "a size of 1B to 1024MB, such as 64KB",
                        text -> Notation.size(text).filter(it -> it.toBytes() >= 1 && it.toBytes() <= MOST_BYTES)))
                .map(size -> size.toBytes() + "B")
                .orElse(otherwise);
    }

    private void accessLog() {
        properties.put("firebreak.router.access-log.to", "stdout");
        properties.put("firebreak.router.access-log.one-in", 1);
        Optional<Section> found =
                file.find("accessLog").map(value -> Section.of(value, "to", "file", "oneIn", "slow", "linesPerSecond"));
        if (found.isEmpty()) {
            return;
        }
        Section section = found.get();
        put(
                section,
                "to",
                "firebreak.router.access-log.to",
                "none, stdout or file",
                text -> text.matches("none|stdout|file"));
        put(section, "file", "firebreak.router.access-log.file", "the name of a file", text -> !text.isBlank());
        if ("file".equals(properties.get("firebreak.router.access-log.to"))) {
            section.need("file", "the name of a file");
        }
        section.find("oneIn")
                .ifPresent(value -> properties.put(
                        "firebreak.router.access-log.one-in", section.wholeOr("oneIn", 1, 1, 1_000_000)));
        section.duration("slow", LEAST, LONGEST)
                .ifPresent(slow -> properties.put("firebreak.router.access-log.slow", millis(slow)));
        section.find("linesPerSecond")
                .ifPresent(value -> properties.put(
                        "firebreak.router.access-log.lines-per-second",
                        section.wholeOr("linesPerSecond", 1, 1, 100_000)));
    }

    private void put(Section section, String key, String property, String accepted, Predicate<String> acceptable) {
        section.find(key)
                .flatMap(value -> value.as(accepted, text -> Optional.of(text).filter(acceptable)))
                .ifPresent(text -> properties.put(property, text));
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
