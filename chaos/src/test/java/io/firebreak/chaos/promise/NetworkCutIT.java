package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.fault.StandingFaults;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Toxics;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The links of a cell of a secured region are cut under load and healed: whatever becomes of connections, nothing of it stays. */
@Tag("full-load")
@Timeout(value = 10, unit = TimeUnit.MINUTES) // each cut waits until all is well after the last
@SuppressWarnings("NullAway.Init")
class NetworkCutIT {
    private static final CellId CELL = new CellId("cell-1");
    private static final int PER_SECOND = 20;
    /** Bounds a run that hangs; the load ends with the cut. */
    private static final int MOST_LAUNCHES = 20_000;

    private static final int ATTEMPTS = 10;
    /** What is acknowledged while the link is cut: so long it lasts, whatever the machine's other work. */
    private static final int LAUNCHES_MEANWHILE = 150;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** No time-out of ours is longer than the ten seconds a node waits for its database. */
    private static final Duration WELL_AGAIN = Duration.ofSeconds(30);

    private static final String DAY = """
            title: A link is cut
            slo: {availability: 0.5, latency: 5s}
            region: {cells: 3, shardSize: 2, tenants: 20, hostsPerCell: 400}
            load: {rate: 10/s, instancesPerTenant: 1, mix: {launch: 0.2, list: 0.8}}
            warmUp: 1s
            steadyState: {duration: 2s, require: {availability: ">= 0.01"}}
            method:
              - {at: 0s, fault: cut-network, target: {cell: cell-2}, with: {link: database, effect: half-open}, for: 10m}
            recovery: {within: 30s, require: {availability: ">= 0.01"}}
            hypothesis: {absoluteError: "<= 1"}
            """;

    private static PromiseRegion region;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        region = PromiseRegion.startWithNetwork();
    }

    @AfterAll
    static void stop() {
        region.close();
    }

    @ParameterizedTest
    @CsvSource({
        "node-1, BLACK_HOLE",
        "node-1, HALF_OPEN",
        "node-1, RESET",
        "node-1, REFUSE",
        "database, BLACK_HOLE",
        "database, HALF_OPEN",
        "database, REFUSE",
        "fleet, BLACK_HOLE",
        "fleet, HALF_OPEN",
    })
    void leavesNoConnectionPoisonedAndLosesNothing(String process, Cut cut) throws Exception {
        region.awaitReady();
        awaitWhole();
        Ledger ledger = new Ledger();
        LaunchClient client = new LaunchClient(region.http(), ledger, InstantSource.system());
        String prefix = "%s-%s".formatted(process, cut);
        LaunchDriver.Shape shape = new LaunchDriver.Shape(prefix, PER_SECOND, MOST_LAUNCHES, ATTEMPTS, true);
        List<ClientLaunch> launches;
        ProcessName behind = new ProcessName(CELL + "/" + process);
        try (LaunchDriver driver = LaunchDriver.start(shape, region, client, Seed.of(NetworkCutIT.class))) {
            awaitAcknowledged(ledger, LAUNCHES_MEANWHILE / 3);
            breakWire(behind, cut.toxics());
            try {
                awaitAcknowledged(ledger, ledger.launches().size() + LAUNCHES_MEANWHILE);
            } finally {
                heal(behind);
            }
            eventually("every cell answers every tenant", WELL_AGAIN, NetworkCutIT::isWhole);
            launches = driver.finish();
        }
        AuditResult audit = region.audit(ledger);
        System.out.printf(
                "%s %s: %d launches, %d acknowledged, %d settled; %s%n",
                process,
                cut,
                launches.size(),
                launches.stream().filter(ClientLaunch::isAcknowledged).count(),
                launches.stream().filter(ClientLaunch::isSettled).count(),
                ClientLaunch.answers(launches));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.lostInstances()).isZero();
        assertThat(audit.duplicateInstances()).isZero();
        assertThat(audit.unsettledTokens()).isZero();
        assertThat(isWhole()).isTrue();
    }

    @Test
    void isHealedByTheNextCommandWhenTheToolIsKilled() throws Exception {
        ProcessName behind = ProcessName.database(new CellId("cell-2"));
        Path file = folder.resolve("cut.yaml");
        Files.writeString(file, DAY);
        Tool firebreak = new Tool(region, folder);
        Process tool = firebreak.start(
                "gameday",
                file.toString(),
                "--attach",
                "--out",
                folder.resolve("out").toString());
        try {
            eventually("the link is cut", PATIENCE, () -> connections(behind).equals("half-open"));
        } catch (AssertionError late) {
            throw new AssertionError(firebreak.log("gameday"), late);
        } finally {
            tool.destroyForcibly().waitFor();
        }
        assertThat(StandingFaults.left(region.home()).orElseThrow().cutOff()).containsExactly(behind);
        assertThat(connections(behind)).isEqualTo("half-open");

        Process next = firebreak.start("status");
        assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).as(firebreak.log("status")).isZero();
        assertThat(StandingFaults.left(region.home())).isEmpty();
        assertThat(connections(behind)).isEqualTo("pass");
        region.awaitReady();
        awaitWhole();
    }

    private static void awaitAcknowledged(Ledger ledger, int launches) {
        eventually(
                launches + " launches are acknowledged",
                PATIENCE,
                () -> ledger.launches().size() >= launches);
    }

    private static void awaitWhole() {
        eventually("every cell answers every tenant", PATIENCE, NetworkCutIT::isWhole);
    }

    /** Lists ask every cell of a shard, and say when one has not answered. */
    private static boolean isWhole() {
        try {
            return region.tenants().stream().allMatch(tenant -> {
                JsonCalls.Answer answer = region.asTenant(tenant).get("/v1/instances?limit=10");
                return answer.isGood() && !answer.body().path("partial").asBoolean(true);
            });
        } catch (RegionUnreachableException notAnswered) {
            return false;
        }
    }

    private static JsonCalls proxy() {
        RegionFile.Network network = Objects.requireNonNull(region.file().network());
        return JsonCalls.to(region.http(), network.managementUrl(), network.token());
    }

    private static void breakWire(ProcessName behind, Toxics toxics) {
        JsonCalls.Answer answer = proxy().post("/wires/break", Map.of("wires", List.of(behind), "toxics", toxics));
        assertThat(answer.isGood()).as("%s", answer).isTrue();
    }

    private static void heal(ProcessName behind) {
        JsonCalls.Answer answer = proxy().post("/wires/heal", Map.of("wires", List.of(behind)));
        assertThat(answer.isGood()).as("%s", answer).isTrue();
    }

    /** What becomes of the connections of a wire now. */
    private static String connections(ProcessName behind) {
        return proxy().get("/wires")
                .body()
                .path("wires")
                .valueStream()
                .filter(wire -> wire.path("name").asString().equals(behind.value()))
                .findFirst()
                .orElseThrow()
                .path("toxics")
                .path("connections")
                .asString();
    }
}
