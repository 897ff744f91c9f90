package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.fault.PowerFeed;
import io.firebreak.chaos.fault.StandingFaults;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The tool that breaks a region is itself killed in the middle of it. */
@ExtendWith(SharedRegion.class)
class KilledGameDayIT {
    /** A JVM on a machine whose cores many others want. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String FAULTS = """
            title: Six faults at once
            slo: {availability: 0.5, latency: 5s}
            region: {cells: 3, shardSize: 2, tenants: 20, hostsPerCell: 400}
            load: {rate: 10/s, instancesPerTenant: 1, mix: {launch: 0.2, list: 0.8}}
            warmUp: 1s
            steadyState: {duration: 2s, require: {availability: ">= 0.01"}}
            method:
              - {at: 0s, fault: gray-cell, target: {cell: cell-3}, with: {errors: 0.5}, for: 10m}
              - {at: 0s, fault: cut-power, target: {cell: cell-2, rack: rack-1}, for: 10m}
              - {at: 0s, fault: skew-clock, target: {cell: cell-3}, with: {by: -90s}, for: 10m}
              - {at: 0s, fault: pause-cell, target: {cell: cell-1}, for: 10m}
              - {at: 0s, fault: kill-database, target: {cell: cell-2}, for: 10m}
              - {at: 0s, fault: poison-tenant, target: {tenant: t-001}, for: 10m}
            recovery: {within: 30s, require: {availability: ">= 0.01"}}
            hypothesis: {absoluteError: "<= 1"}
            """;

    @TempDir
    private Path folder;

    @Test
    void leavesNothingBrokenOnceTheNextCommandHasRun(PromiseRegion region) throws Exception {
        Path file = folder.resolve("faults.yaml");
        Files.writeString(file, FAULTS);
        Tool firebreak = new Tool(region, folder);
        Process tool = firebreak.start(
                "gameday",
                file.toString(),
                "--attach",
                "--out",
                folder.resolve("out").toString());
        try {
            eventually(
                    "the faults are made",
                    PATIENCE,
                    () -> states(region).containsAll(Set.of("cell-1/node-1 paused", "cell-2/database held")));
        } catch (AssertionError late) {
            throw new AssertionError(firebreak.log("gameday"), late);
        } finally {
            tool.destroyForcibly().waitFor();
        }

        StandingFaults.Written left = StandingFaults.left(region.home()).orElseThrow();
        assertThat(left.gray()).containsExactly(ProcessName.node(new CellId("cell-3"), 1));
        assertThat(left.skewed()).containsExactly(ProcessName.node(new CellId("cell-3"), 1));
        assertThat(left.dark())
                .containsExactly(new PowerFeed(ProcessName.fleet(new CellId("cell-2")), "zone-1-rack-01"));
        assertThat(left.poisoned()).containsExactly("t-001");
        assertThat(states(region)).contains("cell-1/node-1 paused", "cell-2/database held");

        Process next = firebreak.start("status");
        assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).as(firebreak.log("status")).isZero();
        assertThat(firebreak.log("status")).contains("a game day was killed (process %d)".formatted(tool.pid()));

        assertThat(StandingFaults.left(region.home())).isEmpty();
        region.awaitReady();
        assertThat(errors(region)).as("cell-3 is well again").isZero();
        assertThat(told(region, "cell-3", "/actuator/clock").path("by").asString())
                .as("its clock is right")
                .isEqualTo("PT0S");
        assertThat(told(region, "cell-2/fleet", "/actuator/power").path("cut"))
                .as("no rack is dark")
                .isEmpty();
        List<Integer> restarts = restarts(region);
        for (int calls = 0; calls < 10; calls++) {
            assertThat(region.asTenant(region.tenants().getFirst())
                            .get("/v1/instances")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(restarts(region))
                .as("no node was halted by the tenant any more")
                .isEqualTo(restarts);
    }

    /** The share of calls that cell-3 fails. */
    private static double errors(PromiseRegion region) {
        return told(region, "cell-3", "/actuator/gray").path("errors").asDouble(1);
    }

    /** What the first node of a cell, or its fleet, answers on its management port. */
    private static JsonNode told(PromiseRegion region, String whom, String path) {
        RegionFile.Cell cell = region.file().cells().stream()
                .filter(one -> whom.startsWith(one.id().value()))
                .findFirst()
                .orElseThrow();
        RegionFile.App app =
                whom.endsWith("/fleet") ? cell.fleet() : cell.nodes().getFirst();
        return JsonCalls.to(region.http(), app.managementUrl(), "").get(path).body();
    }

    private static Set<String> states(PromiseRegion region) {
        return region.control().processes().stream()
                .map(process -> "%s %s".formatted(process.name(), process.state()))
                .collect(Collectors.toSet());
    }

    private static List<Integer> restarts(PromiseRegion region) {
        return region.control().processes().stream()
                .filter(process -> process.state() == ProcessState.READY)
                .map(RegionProcess::restarts)
                .toList();
    }
}
