package io.firebreak.chaos.bench.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.Rounds;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The real router before the real upstream: what fails or goes astray fails the run by itself. */
class RouterBenchIT {
    private static final Rounds SHORT = new Rounds(1, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void measuresTheRouterBesideAPeerThatIsThere() throws IOException {
        BenchResult result =
                run("--tenants=1000 --connections=8 --event-loops=1 --parts=throughput --peers=nginx,gateway");

        assertThat(result.runs())
                .filteredOn(run -> "Spring Cloud Gateway".equals(run.peer()))
                .extracting(BenchResult.Run::name)
                .contains("requests, 1 event loop, 8 connections", "CPU per request, 1 event loop, 8 connections");
        assertThat(result.runs()).allMatch(run -> run.value() > 0);
        assertThat(result.skipped()).hasSize(Programs.find("nginx").isPresent() ? 0 : 1);
    }

    @Test
    @Tag("full-load")
    void measuresMemoryAndUpdates() throws IOException {
        BenchResult result = run("--tenants=20000 --parts=memory,update");

        assertThat(result.runs())
                .extracting(BenchResult.Run::name)
                .contains("memory per tenant of 20,000, shards of 4", "update of 1,000 tenants: applied");
        assertThat(result.runs()).allMatch(run -> run.value() > 0);
    }

    @Test
    @Tag("full-load")
    void losesNothingAndKeepsNothingWhileCellsAreKilled() throws IOException {
        BenchResult result = run("--tenants=20000 --soak=200000");

        assertThat(result.details()).containsKey("cells killed");
        assertThat(result.runs().getFirst().value()).isEqualTo(200_000);
    }

    private static BenchResult run(String options) throws IOException {
        RouterOptions parsed = CommandLine.populateCommand(new RouterOptions(), options.split(" ", -1));
        return new RouterBench(parsed, SHORT, "a test", _ -> {}).run();
    }
}
