package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** One tenant's calls to the router of the running region. */
@SuppressWarnings("NullAway.Init")
final class Caller {
    @Mixin
    private Home home;

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "Whose request this is, as t-001.")
    private String tenant;

    /** The router, with the tenant's key. */
    JsonCalls router() {
        RegionFile region = home.attach().file();
        String key = region.tenants().stream()
                .filter(known -> known.id().value().equals(tenant))
                .map(RegionFile.Tenant::key)
                .findFirst()
                .orElseThrow(() -> new BadInputException(unknown(region)));
        return JsonCalls.to(RegionConnections.http(region), region.router().url(), key);
    }

    private String unknown(RegionFile region) {
        return "--tenant is '%s': it must be one of %s to %s"
                .formatted(
                        tenant,
                        region.tenants().getFirst().id(),
                        region.tenants().getLast().id());
    }

    /** The exit code of a refusal, which is said: bad input when the request was wrong, a failed check otherwise. */
    static int refused(JsonCalls.Answer answer, Output output) {
        JsonNode problem = answer.body();
        output.progress("firebreak: %d %s: %s"
                .formatted(
                        answer.status(),
                        problem.path("code").asString("without a code"),
                        text(problem.path("detail").asString(null), problem)));
        return switch (answer.status()) {
            case 400, 404, 409, 413, 415, 422 -> ExitCode.BAD_INPUT;
            default -> ExitCode.CHECK_FAILED;
        };
    }

    private static String text(@Nullable String detail, JsonNode problem) {
        return detail == null ? problem.toString() : detail;
    }
}
