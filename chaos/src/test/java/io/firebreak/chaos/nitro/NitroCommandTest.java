package io.firebreak.chaos.nitro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.chaos.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NitroCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheDocumentOfTheContractAndThePicture(@TempDir Path folder) throws IOException {
        Path plot = folder.resolve("nitro.svg");
        assertThat(run("compare --json --seconds 1 --seed 7 --plot " + plot)).isZero();
        JsonNode document = JsonMapper.shared().readTree(out.toString());
        assertThat(document.path("workload").asString()).startsWith("mixed");
        assertThat(document.path("seed").asInt()).isEqualTo(7);
        assertThat(document.path("generations")).hasSize(6).allSatisfy(NitroCommandTest::assertRow);
        JsonNode metal = document.path("generations").path(5);
        assertThat(metal.path("generation").asString()).isEqualTo("metal");
        for (String share : new String[] {"throughput", "p50", "p99", "p999"}) {
            assertThat(metal.path(share + "ShareOfMetal").asDouble()).isEqualTo(1, within(1e-9));
        }
        assertThat(err.toString()).contains("Xen with dom0: 1 s simulated");
        assertThat(Files.readString(plot))
                .startsWith("<svg xmlns=")
                .contains("neighbours noisy", ">nitro-v5<", "p99.9", "polyline")
                .endsWith("</svg>" + System.lineSeparator());
    }

    private static void assertRow(JsonNode row) {
        for (String key : new String[] {
            "throughputShareOfMetal", "p50ShareOfMetal", "p99ShareOfMetal", "p999ShareOfMetal", "guestCpuShare"
        }) {
            assertThat(row.path(key).asDouble()).as(key).isBetween(0.05, 1.05);
        }
        assertThat(row.path("year").asInt()).isBetween(2006, 2025);
        assertThat(row.path("offloaded").isArray()).isTrue();
        assertThat(row.path("sources")).isNotEmpty();
        assertThat(row.path("attackSurface").path("reachesGuestMemory")).isNotEmpty();
    }

    @Test
    void printsATableAndTheAttackSurface() {
        assertThat(run("compare --seconds 1 --neighbours quiet")).isZero();
        assertThat(out.toString().lines())
                .startsWith("Shares of bare metal, neighbours quiet, seed 1.")
                .anySatisfy(line -> assertThat(line).matches("c5 +2017 +network, EBS, .* 100\\.0 %"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("xen-dom0   can reach guests' memory: hypervisor, dom0"))
                .anySatisfy(line -> assertThat(line).startsWith("metal ").endsWith(" 100.0 %"));
    }

    @Test
    void showsTheGenerationsWithTheSourceOfEveryFigure() {
        assertThat(run("--json")).isZero();
        JsonNode document = JsonMapper.shared().readTree(out.toString());
        assertThat(document.path("generations")
                        .path(0)
                        .path("cpuFactor")
                        .path("source")
                        .asString())
                .isEqualTo("gregg-2017");
        assertThat(document.path("sources").path("gregg-2017").path("author").asString())
                .isEqualTo("Brendan Gregg");
        out.getBuffer().setLength(0);
        assertThat(run("")).isZero();
        assertThat(out.toString())
                .startsWith("HOST       YEAR  ON CARDS")
                .contains("c3         2013  network ")
                .contains("takes commands: the Nitro controller");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare --seconds 0 | --seconds is 0: it must be 1 to 300",
                "compare --neighbours loud | --neighbours is 'loud': it must be one of quiet, noisy",
                "compare --seconds 301 --neighbours x | --seconds is 301: it must be 1 to 300; --neighbours is 'x': it must be one of quiet, noisy",
                "compare --plot nowhere/at/all.svg | --plot is nowhere/at/all.svg: it must be a file in a folder that is there",
            })
    void refusesBadInputInOneLine(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("firebreak: " + message + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    private int run(String arguments) {
        return Failures.handledBy(new CommandLine(new NitroCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
