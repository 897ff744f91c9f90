package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionFile;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Moves a tenant to another shard, or shows how far that is. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Moves a tenant to another shard; without --to shows its moves.",
            "Saying it again is the same move. The old cells are asked for what they hold until they hold nothing."
        })
@SuppressWarnings("NullAway.Init")
public final class MoveCommand implements Callable<Integer> {
    @Mixin
    private Home home;

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "Who is moved, as t-001.")
    private String tenant;

    @Option(names = "--to", paramLabel = "CELL", split = ",", description = "All cells of the new shard.")
    private @Nullable List<String> to;

    @Option(names = "--dry-run", description = "Only says what would be done, or why not.")
    private boolean dryRun;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        RegionFile region = home.attach().file();
        RegionFile.Directory directory = region.directory();
        JsonCalls calls = JsonCalls.to(RegionConnections.http(region), directory.url(), directory.adminToken());
        String path = "/admin/v1/tenants/" + URLEncoder.encode(tenant, StandardCharsets.UTF_8);
        JsonCalls.Answer answer = to == null
                ? calls.get(path + "/moves")
                : calls.post(path + ":move", Map.of("cells", to, "dryRun", dryRun));
        if (!answer.isGood()) {
            return Caller.refused(answer, output);
        }
        output.result(answer.body(), out -> print(answer.body(), out));
        return ExitCode.DONE;
    }

    private static void print(JsonNode body, PrintWriter out) {
        if (body.has("moves")) {
            body.get("moves").forEach(move -> printMove(move, out));
        } else {
            printMove(body, out);
        }
    }

    private static void printMove(JsonNode move, PrintWriter out) {
        out.printf(
                "%s from %s to %s, epoch %d: %s%s%n",
                move.path("tenant").asString(),
                cells(move.path("from")),
                cells(move.path("to")),
                move.path("epoch").asLong(),
                move.path("dryRun").asBoolean() ? "would be " : "",
                move.path("phase").asString());
    }

    private static String cells(JsonNode cells) {
        return String.join(",", cells.valueStream().map(JsonNode::asString).toList());
    }
}
