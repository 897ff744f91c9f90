package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.Json;
import io.firebreak.chaos.region.JsonCalls;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists a tenant's instances. */
@Command(
        name = "instances",
        mixinStandardHelpOptions = true,
        description = "Lists a tenant's instances over all cells of its shard.")
@SuppressWarnings("NullAway.Init")
public final class InstancesCommand implements Callable<Integer> {
    /** The most that one page holds. */
    private static final int PAGE = 1_000;
    /** A million instances of one tenant are more than a terminal wants; a router that never ends is stopped here. */
    private static final int MOST_PAGES = 1_000;

    @Mixin
    private Caller caller;

    @Mixin
    private Output output;

    private record Document(List<JsonNode> instances, boolean partial, Set<String> unreachableCells) {}

    @Override
    public Integer call() {
        JsonCalls router = caller.router();
        List<JsonNode> instances = new ArrayList<>();
        Set<String> unreachable = new LinkedHashSet<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonCalls.Answer answer = router.get("/v1/instances?limit=" + PAGE + cursor);
            if (!answer.isGood()) {
                return Caller.refused(answer, output);
            }
            answer.body().path("instances").forEach(instances::add);
            answer.body().path("unreachableCells").forEach(cell -> unreachable.add(cell.asString()));
            JsonNode next = answer.body().path("nextCursor");
            if (!next.isString()) {
                break;
            }
            cursor = "&cursor=" + next.asString();
        }
        output.result(
                new Document(instances, !unreachable.isEmpty(), unreachable),
                out -> InstanceTable.print(out, Json.MAPPER.valueToTree(instances)));
        if (!unreachable.isEmpty()) {
            output.progress("firebreak: these cells did not answer, the list is partial: " + unreachable);
        }
        return ExitCode.DONE;
    }
}
