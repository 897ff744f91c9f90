package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.audit.Auditor;
import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cell's database is lost and restored to a moment, as {@code docs/operations.md} has it: what was committed before that moment is
 * there, what was launched after it is gone from the record and from the hosts, and what became of instances after it is learnt from
 * the hosts.
 */
@Tag("full-load")
class PointInTimeRestoreIT {
    private static final RegionSettings SETTINGS = new RegionSettings(Architecture.CELLULAR, 1, 1, 1, 1, 1, 2, 24, 1);
    private static final CellId CELL = new CellId("cell-1");
    private static final List<ProcessName> DATABASE = List.of(ProcessName.database(CELL));
    private static final List<ProcessName> NODE = List.of(ProcessName.node(CELL, 1));
    private static final Duration START = Duration.ofMinutes(2);
    /** Boots take 2 s, and the leader polls every second. */
    private static final Duration CHANGE = Duration.ofSeconds(30);
    /** A complete report is asked for when a node starts to lead, after the lease of the one before it. */
    private static final Duration LEARNING = Duration.ofSeconds(40);

    /** What its host does not know any more is given up after a minute. */
    private static final Duration GIVING_UP = Duration.ofMinutes(2);

    @TempDir
    private Path backups;

    private final Path home = Path.of("target", "restored-region").toAbsolutePath();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @SuppressWarnings("NullAway.Init")
    private LocalRegion region;

    @SuppressWarnings("NullAway.Init")
    private JsonCalls tenant;

    @SuppressWarnings("NullAway.Init")
    private BaseBackup backup;

    @BeforeEach
    void start() {
        region = LocalRegion.start(SETTINGS, home, Progress.toStandardError());
        tenant = JsonCalls.to(
                http,
                region.file().router().url(),
                region.file().tenants().getFirst().key());
        backup = new BaseBackup(
                region.file().cells().getFirst().database().jdbcUrl(),
                backups.resolve("files"),
                backups.resolve("archive"));
    }

    @AfterEach
    void stop() {
        LocalRegion.stop(home, Progress.toStandardError());
        http.close();
    }

    @Test
    void aCellGoesBackToAMomentAndLearnsFromItsHostsWhatCameAfterIt() throws Exception {
        backup.archiveFromNextStart();
        region.control().restart(DATABASE);
        awaitReady();
        List<String> early = launch("early", 4);
        awaitState("running", early);
        backup.take(data());

        List<String> between = launch("between", 2);
        awaitState("running", between);
        assertThat(tenant.delete("/v1/instances/" + early.get(0)).isGood()).isTrue();
        awaitState("terminated", early.subList(0, 1));
        String moment = backup.now();

        List<String> late = launch("late", 2);
        awaitState("running", late);
        assertThat(tenant.delete("/v1/instances/" + early.get(1)).isGood()).isTrue();
        assertThat(tenant.post("/v1/instances/%s:stop".formatted(early.get(2)), Map.of())
                        .isGood())
                .isTrue();
        awaitState("terminated", early.subList(1, 2));
        awaitState("stopped", early.subList(2, 3));
        String last = backup.switchLog();
        eventually("the log is archived", CHANGE, () -> backup.isArchived(last));

        loseAndRestore(moment);

        Set<String> kept = Set.of(early.get(2), early.get(3), between.get(0), between.get(1));
        eventually(
                "no host runs what the record does not know",
                LEARNING,
                () -> onHosts().equals(kept));
        awaitState("404", late);
        awaitState("stopped", early.subList(2, 3));
        List<String> found = states(early);
        assertThat(found.get(1))
                .as(
                        "terminated after the moment: not on its host any more, and given up when it was gone for long enough")
                .isIn("impaired", "terminated");
        assertThat(found).containsExactly("terminated", found.get(1), "stopped", "running");
        assertThat(states(between)).containsOnly("running");
        commandsReachTheHostsAgain(early.get(2), between.get(0));
        List<String> again = launch("late", 2);
        assertThat(again).as("a token of after the moment is forgotten").doesNotContainAnyElementsOf(late);
        awaitState("running", again);
        eventually("hosts and record agree", GIVING_UP, () -> onHosts().equals(inRecord()));
        assertThat(states(early.subList(0, 2))).containsOnly("terminated");
    }

    /** Hosts know newer commands for these than the restored record did. */
    private void commandsReachTheHostsAgain(String stopped, String running) {
        assertThat(tenant.post("/v1/instances/%s:start".formatted(stopped), Map.of())
                        .isGood())
                .isTrue();
        awaitState("running", List.of(stopped));
        assertThat(tenant.post("/v1/instances/%s:stop".formatted(running), Map.of())
                        .isGood())
                .isTrue();
        awaitState("stopped", List.of(running));
    }

    private void loseAndRestore(String moment) throws IOException {
        region.control().kill(NODE, true);
        region.control().kill(DATABASE, true);
        Files.move(data(), backups.resolve("lost"));
        backup.putBack(data(), moment);
        region.control().release(DATABASE);
        eventually("the database is restored", START, () -> !backup.isRestoring());
        region.control().release(NODE);
        awaitReady();
        RegionFile.Directory directory = region.file().directory();
        JsonCalls.Answer registered = JsonCalls.to(http, directory.url(), directory.adminToken())
                .put(
                        "/admin/v1/cells/" + CELL,
                        Map.of(
                                "number",
                                1,
                                "zone",
                                "zone-1",
                                "weight",
                                1,
                                "state",
                                "active",
                                "nodes",
                                region.file().cells().getFirst().nodes().stream()
                                        .map(RegionFile.App::url)
                                        .toList()));
        assertThat(registered.isGood()).as("%s", registered).isTrue();
    }

    private Path data() {
        return home.resolve("databases").resolve("cell-1-database");
    }

    private void awaitReady() {
        eventually(
                "every process is ready",
                START,
                () -> region.control().processes().stream().allMatch(process -> process.state() == ProcessState.READY));
    }

    private List<String> launch(String token, int count) {
        JsonCalls.Answer answer = tenant.post(
                "/v1/instances",
                Map.of(
                        "instanceType",
                        "m5.large",
                        "minCount",
                        count,
                        "maxCount",
                        count,
                        "imageId",
                        "ami-1",
                        "clientToken",
                        token));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body()
                .path("instances")
                .valueStream()
                .map(instance -> instance.path("id").asString())
                .toList();
    }

    private void awaitState(String state, List<String> ids) {
        eventually(ids + " are " + state, CHANGE, () -> Set.copyOf(states(ids)).equals(Set.of(state)));
    }

    /** The state of each, or the status of an answer that is none. */
    private List<String> states(List<String> ids) {
        return ids.stream()
                .map(id -> tenant.get("/v1/instances/" + id))
                .map(answer ->
                        answer.isGood() ? answer.body().path("state").asString() : Integer.toString(answer.status()))
                .toList();
    }

    private Set<String> onHosts() {
        return state().hosted().stream()
                .filter(hosted -> hosted.state() != HostedState.TERMINATED)
                .map(HostedInstance::instance)
                .collect(Collectors.toSet());
    }

    private Set<String> inRecord() {
        return new HashSet<>(state().rows().stream()
                .filter(row -> !row.state().equals("terminated"))
                .map(row -> row.id().toString())
                .toList());
    }

    private CellState state() {
        try {
            return new Auditor(http, NanoClock.system()).cells(region.file()).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
