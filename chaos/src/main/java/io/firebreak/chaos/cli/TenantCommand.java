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
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A tenant's keys and limits, by the directory's admin API. */
@Command(
        name = "tenant",
        mixinStandardHelpOptions = true,
        description = {
            "A tenant's keys and limits.",
            "keys lists what is valid; add-key makes a second key and shows it once; revoke ends all keys, or the one of --key;",
            "limits shows what it may do and have, or changes what is given. All name the cells that have yet to confirm."
        })
@SuppressWarnings("NullAway.Init")
public final class TenantCommand implements Callable<Integer> {
    @Mixin
    private Home home;

    @Parameters(index = "0", paramLabel = "ACTION", description = "keys, add-key, revoke or limits.")
    private String action;

    @Parameters(index = "1", paramLabel = "TENANT", description = "Whose, as t-001.")
    private String tenant;

    @Option(names = "--key", paramLabel = "ID", description = "Which key to revoke, as keys lists it; default: all.")
    private @Nullable String key;

    @Option(
            names = "--rate",
            paramLabel = "CALLS=RATE/BURST",
            description = "How often it may call, of launch, change, describe, list; as launch=10/20.")
    private @Nullable Map<String, String> rates;

    @Option(
            names = "--quota",
            paramLabel = "OF=NUMBER",
            description = "What it may have in each cell, of instances, vcpus.")
    private @Nullable Map<String, String> quotas;

    @Option(
            names = "--default",
            paramLabel = "NAME",
            split = ",",
            description = "What is as the cells' settings have it again, as launch,vcpus.")
    private @Nullable List<String> defaults;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Map<String, Object> changes = LimitChanges.patch(rates, quotas, defaults);
        if (!List.of("keys", "add-key", "revoke", "limits").contains(action)) {
            throw new BadInputException(
                    "ACTION is '%s': it must be one of keys, add-key, revoke, limits".formatted(action));
        }
        if (!changes.isEmpty() && !action.equals("limits")) {
            throw new BadInputException("--rate, --quota and --default are for limits, not for " + action);
        }
        if (key != null && !action.equals("revoke")) {
            throw new BadInputException("--key is for revoke, not for " + action);
        }
        JsonCalls.Answer answer = ask(changes);
        if (!answer.isGood()) {
            return Caller.refused(answer, output);
        }
        output.result(answer.body(), out -> print(answer.body(), out));
        return ExitCode.DONE;
    }

    private JsonCalls.Answer ask(Map<String, Object> changes) {
        RegionFile region = home.attach().file();
        RegionFile.Directory directory = region.directory();
        JsonCalls calls = JsonCalls.to(RegionConnections.http(region), directory.url(), directory.adminToken());
        String path = "/admin/v1/tenants/" + encoded(tenant);
        return switch (action) {
            case "keys" -> calls.get(path + "/keys");
            case "add-key" -> calls.post(path + "/keys", Map.of());
            case "revoke" ->
                key == null ? calls.post(path + ":revoke", Map.of()) : calls.delete(path + "/keys/" + encoded(key));
            default -> changes.isEmpty() ? calls.get(path + "/limits") : calls.patch(path + "/limits", changes);
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void print(JsonNode body, PrintWriter out) {
        if (body.has("key")) {
            out.println(body.path("key").asString());
        }
        body.path("keys")
                .forEach(key -> out.printf(
                        "%s  made %s%n",
                        key.path("keyId").asString(), key.path("createdAt").asString("before that was recorded")));
        if (body.path("revoked").asBoolean(false)) {
            out.println("no key is valid");
        }
        if (body.has("limits")) {
            out.println(body.path("limits"));
        }
        out.printf(
                "confirmed by %s%s%n",
                names(body.path("confirmed")),
                body.path("unconfirmed").isEmpty() ? "" : ", not yet by " + names(body.path("unconfirmed")));
    }

    private static String names(JsonNode cells) {
        return cells.isEmpty()
                ? "no cell"
                : String.join(",", cells.valueStream().map(JsonNode::asString).toList());
    }
}
