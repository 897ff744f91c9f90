package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.Rounds;
import io.firebreak.chaos.region.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The whole way once, with processes. How much a machine does is no test's matter; that all of it is counted and kept is. */
@Tag("full-load")
class OverloadBenchIT {
    @Test
    void stepsOverTheCapacityAndBackAndWritesTheCurve(@TempDir Path out) throws IOException {
        OverloadOptions options =
                CommandLine.populateCommand(new OverloadOptions(), "--steps=0.5,3,0.5", "--out=" + out);
        Rounds rounds = new Rounds(1, Duration.ofSeconds(4), Duration.ofSeconds(5));

        BenchResult result = new OverloadBench(options, rounds, "a test", System.err::println).run();

        assertThat(result.runs().getFirst().name()).isEqualTo("peak of goodput");
        assertThat(result.runs().getFirst().value()).isPositive();
        assertThat(result.table()).hasSize(4);
        assertThat(Files.readAllLines(out.resolve("goodput.csv"))).hasSize(13);
        assertThat(out.resolve("goodput.svg")).exists();
        JsonNode json = Json.MAPPER.readTree(out.resolve("goodput.json"));
        for (JsonNode step : json.required("steps")) {
            assertThat(step.required("figures").required("good").asLong()).isPositive();
            assertThat(step.required("cell").required("threads").asLong()).isPositive();
            assertThat(step.required("router").required("heapBytes").asLong()).isPositive();
        }
    }
}
