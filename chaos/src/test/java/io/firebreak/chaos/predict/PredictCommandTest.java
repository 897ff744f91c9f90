package io.firebreak.chaos.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.chaos.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PredictCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheDocumentOfTheContract() {
        JsonNode document = json("--cells 8 --shard-size 2 --tenants 100 --failed-cells 3 --poison-tenants 1");
        assertThat(document.path("cells").asInt()).isEqualTo(8);
        assertThat(document.path("shardSize").asInt()).isEqualTo(2);
        assertThat(document.path("shards").asInt()).isEqualTo(28);
        assertThat(document.path("faults")).hasSize(2);
        assertFault(document.path("faults").path(0), "failed-cells", 3, 3.0 / 28, 15.0 / 28, 10.0 / 28);
        assertFault(document.path("faults").path(1), "poison-tenants", 1, 1.0 / 28, 12.0 / 28, 15.0 / 28);
    }

    private static void assertFault(
            JsonNode fault, String kind, int count, double belowSlo, double touched, double unaffected) {
        assertThat(fault.path("kind").asString()).isEqualTo(kind);
        assertThat(fault.path("count").asInt()).isEqualTo(count);
        assertThat(fault.path("belowSlo").asDouble()).isEqualTo(belowSlo, within(1e-15));
        assertThat(fault.path("touched").asDouble()).isEqualTo(touched, within(1e-15));
        assertThat(fault.path("unaffected").asDouble()).isEqualTo(unaffected, within(1e-15));
        JsonNode simulated = fault.path("simulated");
        assertThat(simulated.path("trials").asInt()).isEqualTo(2_000);
        assertThat(simulated.path("interval")).hasSize(2);
        assertThat(belowSlo)
                .isBetween(
                        simulated.path("interval").path(0).asDouble(),
                        simulated.path("interval").path(1).asDouble());
        assertThat(simulated.path("belowSlo").asDouble()).isEqualTo(belowSlo, within(0.01));
        assertThat(simulated.path("tenants").asInt()).isEqualTo(100);
        double variance = fault.path("variance").asDouble();
        assertThat(simulated.path("variance").asDouble()).isEqualTo(variance, within(0.1 * variance));
    }

    @Test
    void predictsOneOfEachFaultWhenNoneIsGiven() {
        JsonNode faults =
                json("--cells 8 --shard-size 1 --tenants 100 --trials 50").path("faults");
        assertThat(faults).hasSize(2);
        assertThat(faults.path(0).path("count").asInt()).isEqualTo(1);
        assertThat(faults.path(0).path("belowSlo").asDouble()).isEqualTo(0.125);
        assertThat(faults.path(1).path("count").asInt()).isEqualTo(1);
        assertThat(faults.path(1).path("belowSlo").asDouble()).isEqualTo(0.125, within(1e-15));
    }

    @Test
    void predictsOnlyTheFaultThatIsGiven() {
        assertThat(json("--cells 8 --shard-size 2 --tenants 100 --trials 5 --poison-tenants 2")
                        .path("faults"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path("kind").asString()).isEqualTo("poison-tenants"));
    }

    @Test
    void countsShardsWithOneCellPerZone() {
        JsonNode document = json("--cells 8 --shard-size 2 --zones 4 --tenants 10 --trials 5");
        assertThat(document.path("shards").asInt()).isEqualTo(24);
        assertThat(document.path("faults").path(1).path("belowSlo").asDouble()).isEqualTo(1.0 / 24, within(1e-15));
    }

    @Test
    void printsTheSameForTheSameSeed() {
        String arguments = "--cells 8 --shard-size 2 --tenants 100 --trials 50 --poison-tenants 3 --json --seed ";
        assertThat(run(arguments + 5)).isZero();
        String first = out.toString();
        out.getBuffer().setLength(0);
        run(arguments + 5);
        assertThat(out).hasToString(first);
        out.getBuffer().setLength(0);
        run(arguments + 6);
        assertThat(out.toString()).isNotEqualTo(first);
    }

    @Test
    void saysInOneSentenceWhatAPersonWantsToKnow() {
        assertThat(run("--cells 8 --shard-size 2 --tenants 100 --trials 100")).isZero();
        assertThat(out.toString().lines().toList())
                .hasSize(5)
                .startsWith(
                        "8 cells, shards of 2: 28 shards; one poison tenant takes 3.6 % of the others below SLO.",
                        "", "FAULT                     BELOW SLO      TOUCHED   UNAFFECTED   SIMULATED BELOW SLO")
                .satisfies(lines -> assertThat(lines.get(3))
                        .startsWith(
                                "1 failed cell                   0 %       25.0 %       75.0 %   0 % (95 %: 0 % to"))
                .satisfies(lines -> assertThat(lines.get(4))
                        .startsWith("1 poison tenant               3.6 %       42.9 %       53.6 %   "));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysWhatFailedCellsAndZonesDo() {
        run("--cells 100 --shard-size 5 --zones 10 --tenants 20 --trials 1 --failed-cells 50");
        assertThat(out.toString())
                .startsWith("100 cells in 10 zones, shards of 5: 25,200,000 shards;"
                        + " 50 failed cells take 2.8 % of the tenants below SLO.");
    }

    @Test
    void tellsTheWorstCaseOfTenantsNamedInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("tenants.csv"),
                "tenant,weight\n"
                        + IntStream.rangeClosed(1, 40)
                                .mapToObj("t-%1$d,%1$d\n"::formatted)
                                .collect(Collectors.joining()));
        JsonNode document = json("--cells 8 --shard-size 2 --poison-tenants 2 --trials 50 --tenants " + file);
        assertThat(document.path("tenants").asInt()).isEqualTo(40);
        JsonNode concrete = document.path("faults").path(0).path("concrete");
        assertThat(concrete.path("exact").asBoolean()).isTrue();
        assertThat(concrete.path("sets").asInt()).isEqualTo(780);
        assertThat(concrete.path("worst").path("of")).hasSize(2);
        assertThat(concrete.path("worst").path("belowSlo").asDouble())
                .isEqualTo(concrete.path("bound").asDouble())
                .isGreaterThan(concrete.path("belowSlo").asDouble());
        out.getBuffer().setLength(0);
        run("--cells 8 --shard-size 2 --failed-cells 3 --trials 50 --tenants " + file);
        assertThat(out.toString())
                .contains("The shards of these tenants, each of 56 sets tried:")
                .contains("The worst is cell-")
                .contains("; no set is worse than ");
    }

    @Test
    void showsHowCellsAndShardSizeTradeOff(@TempDir Path directory) throws IOException {
        Path plot = directory.resolve("plot.svg");
        JsonNode choices = json("--cells 8 --shard-size 2 --tenants 100 --trials 5 --trade-off --plot " + plot)
                .path("tradeOff");
        assertThat(choices).hasSize(4 + 8 + 8);
        JsonNode twoOfEight = choices.path(5);
        assertThat(twoOfEight.path("cells").asInt()).isEqualTo(8);
        assertThat(twoOfEight.path("shardSize").asInt()).isEqualTo(2);
        assertThat(twoOfEight.path("poisonTenants").path("belowSlo").asDouble()).isEqualTo(1.0 / 28, within(1e-15));
        assertThat(Files.readString(plot))
                .startsWith("<svg xmlns=")
                .contains("What 1 poison tenant does to the other tenants", ">16 cells<", "polyline")
                .endsWith("</svg>" + System.lineSeparator());
        out.getBuffer().setLength(0);
        run("--cells 8 --shard-size 2 --tenants 100 --trials 5 --trade-off");
        assertThat(out.toString())
                .contains("     8      2               28            0 %       25.0 %          3.6 %       42.9 %");
    }

    @Test
    void predictsTheExamplesEveryoneQuotes() {
        run("--cells 100 --shard-size 5 --tenants 1000 --trials 5 --poison-tenants 1");
        assertThat(out.toString())
                .startsWith(
                        "100 cells, shards of 5: 75,287,520 shards; one poison tenant takes 1.3e-06 % of the others");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "1, 100 %", "0.125, 12.5 %", "0.0000000132824, 1.3e-06 %", "0.99999, 99.9990 %"})
    void keepsSmallSharesApartFromNothing(double share, String text) {
        assertThat(PredictionText.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--cells 0 --shard-size 1 --tenants 100 | --cells is 0: it must be 1 to 1000",
                "--cells 8 --shard-size 9 --tenants 100 | --shard-size is 9: it must be 1 to 8, the number of cells",
                "--cells 900 --shard-size 99 --tenants 100 | --shard-size is 99: it must be 1 to 64",
                "--cells 8 --shard-size 3 --zones 2 --tenants 9 | --shard-size is 3: it must be 1 to 2, the number of zones",
                "--cells 8 --shard-size 2 --zones 9 --tenants 9 | --zones is 9: it must be 1 to 8, the number of cells",
                "--cells 8 --shard-size 2 --tenants 1 | --tenants is 1: it must be 2 to 1000000",
                "--cells 8 --shard-size 2 --tenants 9 --failed-cells 9 | --failed-cells is 9: it must be 1 to 8, the number of cells",
                "--cells 8 --shard-size 2 --tenants 9 --poison-tenants 9 | --poison-tenants is 9: it must be 1 to 8, fewer than tenants",
                "--cells 8 --shard-size 2 --tenants none.csv | none.csv is not there: it must be a CSV file, or - for standard input",
                "--cells 8 --shard-size 2 --tenants 9 --trials 0 | --trials is 0: it must be 1 to 100000",
                "--cells -1 --shard-size 0 --tenants 9 | --cells is -1: it must be 1 to 1000; --shard-size is 0: it must be 1 to 1, the number of cells",
            })
    void refusesValuesOutOfRangeInOneLine(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("firebreak: " + message + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--cells eight --shard-size 1 --tenants 100 | 'eight'",
                "--cells 8 --tenants 100 | --shard-size",
                "--cells 8 --shard-size 2 --tenants 100 --poison 1 | --poison",
            })
    void refusesBadUsageInOneLine(String arguments, String named) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(named);
    }

    private JsonNode json(String arguments) {
        assertThat(run(arguments + " --json")).as(err.toString()).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }

    private int run(String arguments) {
        return Failures.handledBy(new CommandLine(new PredictCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));
    }
}
