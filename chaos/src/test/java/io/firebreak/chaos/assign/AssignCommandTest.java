package io.firebreak.chaos.assign;

import static org.assertj.core.api.Assertions.assertThat;

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

class AssignCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "--zones 4 --cells 64 --shard-size 4 --max-overlap 1, 256, 256, Singleton",
        "--zones 4 --cells 64 --shard-size 4 --max-overlap 2, 4096, 4096, Singleton",
        "--cells 64 --shard-size 4 --max-overlap 1, 336, 336, Johnson",
        "--cells 28 --shard-size 4 --max-overlap 1, 63, 63, Johnson",
        "--cells 20 --shard-size 4 --max-overlap 1, 29, 30, Johnson",
        "--cells 8 --shard-size 2, 28, 28, Johnson",
    })
    void listsEveryShardOfADesign(String arguments, int shards, int bound, String name) {
        JsonNode document = json("--method design " + arguments);
        assertThat(document.path("method").asString()).isEqualTo("design");
        assertThat(document.path("assigned").asInt()).isEqualTo(shards);
        assertThat(document.path("shards")).hasSize(shards);
        assertThat(document.path("bound").path("shards").asInt()).isEqualTo(bound);
        assertThat(document.path("bound").path("name").asString()).isEqualTo(name);
        assertThat(document.path("maxOverlap").asInt()).isEqualTo(arguments.endsWith("2") && shards > 28 ? 2 : 1);
        int k = document.path("shardSize").asInt();
        assertThat(document.path("overlapHistogram")).hasSize(k + 1);
        long pairs = 0;
        for (JsonNode count : document.path("overlapHistogram")) {
            pairs += count.asLong();
        }
        assertThat(pairs).isEqualTo(shards * (shards - 1L) / 2);
    }

    @Test
    void searchesForShardsUnderABoundOnOverlap() {
        JsonNode document = json("--method search --cells 20 --shard-size 4 --max-overlap 1 --tenants 24");
        assertThat(document.path("assigned").asInt()).isEqualTo(24);
        assertThat(document.path("maxOverlap").asInt()).isEqualTo(1);
        assertThat(document.path("bound").path("shards").asInt()).isEqualTo(30);
        assertThat(document.path("shards"))
                .allSatisfy(shard -> assertThat(shard.path("cells")).hasSize(4));
    }

    @Test
    void givesNobodyAShortShardOrASharedOneUnlessToldTo() {
        String three = "--method search --cells 4 --shard-size 2 --max-overlap 0 --tenants 3";
        assertThat(run(three)).isEqualTo(2);
        assertThat(err.toString())
                .contains("shards were found for 2 of 3 tenants")
                .contains("--reuse");
        assertThat(out.toString()).isEmpty();
        assertThat(json(three + " --reuse").path("overlapHistogram").path(2).asInt())
                .isEqualTo(1);
    }

    @Test
    void printsTheDocumentOfTheContract() {
        JsonNode document = json("--cells 8 --shard-size 2 --zones 4 --tenants 3");
        assertThat(document.path("cells").asInt()).isEqualTo(8);
        assertThat(document.path("method").asString()).isEqualTo("shuffle");
        assertThat(document.path("bound").path("shards").asInt()).isEqualTo(24);
        assertThat(document.path("loadSpread").path("mean").asDouble()).isEqualTo(0.75);
        assertThat(document.path("loadSpread").path("min").asDouble()).isZero();
        assertThat(document.path("loadSpread").path("max").asDouble()).isBetween(1.0, 3.0);
        assertThat(document.path("shards").path(2).path("tenant").asString()).isEqualTo("t-003");
        assertThat(document.path("shards").path(2).path("cells")).hasSize(2);
    }

    @Test
    void readsTenantsAndTheirWeights() throws IOException {
        Path file = Files.writeString(directory.resolve("tenants.csv"), "tenant,weight\nacme,3\nzeta, 0.5\n\n");
        JsonNode document = json("--cells 4 --shard-size 1 --method rendezvous --tenants " + file);
        assertThat(document.path("assigned").asInt()).isEqualTo(2);
        assertThat(document.path("shards").path(0).path("tenant").asString()).isEqualTo("acme");
        assertThat(document.path("loadSpread").path("mean").asDouble()).isEqualTo(3.5 / 4);
    }

    @Test
    void readsCellsAndTheirWeights() throws IOException {
        Path file = Files.writeString(
                directory.resolve("cells.csv"),
                "cell,zone,weight,state\ncell-1,a,1,active\ncell-2,b,2,active\ncell-3,c,4,active\ncell-4,c,1,out\n");
        JsonNode document = json("--shard-size 2 --tenants 50 --lattice " + file);
        assertThat(document.path("cells").asInt()).isEqualTo(3);
        assertThat(out.toString()).doesNotContain("cell-4");
    }

    @Test
    void letsTenantsShareShardsOnlyWhenToldTo() {
        assertThat(run("--cells 8 --shard-size 2 --method design --tenants 29")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "firebreak: tenants are 29: they must be 1 to 28, the shards of the design, or more with --reuse"
                                + System.lineSeparator());
        assertThat(json("--cells 8 --shard-size 2 --method design --tenants 29 --reuse")
                        .path("overlapHistogram")
                        .path(2)
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--cells 8 --shard-size 9 --tenants 5 | --shard-size is 9: it must be 1 to 8, the number of cells",
                "--cells 8 --shard-size 3 --zones 2 --tenants 5 | --shard-size is 3: it must be 1 to 2, the number of zones",
                "--cells 0 --shard-size 3 | --cells is 0: it must be 1 to 10000",
                "--cells 8 --zones 9 --shard-size 3 | --zones is 9: it must be 1 to 8, the number of cells",
                "--cells 8 --shard-size 3 --max-overlap 3 | --max-overlap is 3: it must be 0 to 2, less than the shard size",
                "--cells 8 --shard-size 3 --max-overlap -1 | --max-overlap is -1: it must be 0 to 2, less than the shard size",
                "--cells 8 --shard-size 3 --method magic | --method is 'magic': it must be one of rendezvous, shuffle, design, search",
                "--cells 8 --shard-size 3 --method rendezvous --tenants 5 | --shard-size is 3: it must be 1 to 1 with --method rendezvous",
                "--cells 8 --shard-size 2 --tenants 0 | --tenants is 0: it must be 1 to 1000000, or a CSV file",
                "--cells 8 --shard-size 2 --tenants -3 | --tenants is -3: it must be 1 to 1000000, or a CSV file",
                "--cells 8 --shard-size 2 --method shuffle | --tenants is missing: only --method design has a list of all its shards",
                "--cells 8 --shard-size 2 --tenants no.csv | no.csv is not there: it must be a CSV file, or - for standard input",
                "--shard-size 2 --tenants 5 | give --cells, 1 to 10000, or --lattice",
                "--cells 8 --shard-size 2 --method shuffle --max-overlap 1 --tenants 5 | --max-overlap is 1: it needs --method design or search, and the method is shuffle",
            })
    void refusesBadInputInOneLine(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("firebreak: " + message + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenant,colour;a,red | has the column 'colour': its first line must name columns out of tenant,weight",
                "weight;1 | has no column 'tenant': its first line must name columns out of tenant,weight",
                "tenant;a;a |  line 3: tenant 'a' stands twice",
                "tenant,weight;a,0 |  line 2: weight is '0': it must be a number above 0",
                "tenant,weight;a,-1 |  line 2: weight is '-1': it must be a number above 0",
                "tenant,weight;a,heavy |  line 2: weight is 'heavy': it must be a number above 0",
                "tenant,weight;a |  line 2 has 1 fields: it must have 2, as tenant,weight",
                "tenant;A_1 |  line 2: tenant is 'A_1': it must be 1 to 40 of a-z, 0-9 and -",
            })
    void refusesABadTenantFile(String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("bad.csv"), content.replace(';', '\n'));
        assertThat(run("--cells 8 --shard-size 2 --tenants " + file)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("firebreak: " + file + " " + message.strip() + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cell;cell-1;cell-1 |  line 3: cell 'cell-1' stands twice",
                "cell,weight;cell-1,0 |  line 2: weight is '0': it must be a number above 0",
                "cell,state;cell-1,gone |  line 2: state is 'gone': it must be active, draining or out",
                "cell,rack;cell-1,2 | has the column 'rack': its first line must name columns out of cell,zone,weight,state,version",
            })
    void refusesABadLatticeFile(String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("bad.csv"), content.replace(';', '\n'));
        assertThat(run("--shard-size 1 --tenants 5 --lattice " + file)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("firebreak: " + file + " " + message.strip() + System.lineSeparator());
    }

    private JsonNode json(String arguments) {
        assertThat(run(arguments + " --json")).as(err.toString()).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }

    private int run(String arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Failures.handledBy(new CommandLine(new AssignCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));
    }
}
