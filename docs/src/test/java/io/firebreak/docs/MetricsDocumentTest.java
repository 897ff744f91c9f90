package io.firebreak.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the page of metrics to the sources: every metric of ours is on it, and it names none that is gone. */
class MetricsDocumentTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> MODULES = List.of(
            "cell-router",
            "control-plane/cell",
            "control-plane/directory",
            "control-plane/service-identity",
            "host-fleet-sim/app");
    private static final Pattern MADE = Pattern.compile(
            "(?:builder|counter|gauge|gaugeCollectionSize|gaugeMapSize|timer|summary)\\(\\s*\"(firebreak\\.[a-z.]+)\"");
    private static final Pattern NAMED = Pattern.compile("`(firebreak\\.[a-z.]+)`");

    @Test
    void thePageHasEveryMetricAndNoOther() throws IOException {
        Set<String> named = all(NAMED, Files.readString(ROOT.resolve("docs/metrics.md")));
        Set<String> made = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path source :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    made.addAll(all(MADE, Files.readString(source)));
                }
            }
        }
        assertThat(made).hasSizeGreaterThan(25);
        assertThat(named).as("metrics in docs/metrics.md").isEqualTo(made);
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
