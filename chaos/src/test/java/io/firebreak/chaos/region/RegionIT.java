package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.CellId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real applications over real databases; {@code mvn verify} has packaged them by now. */
class RegionIT {
    private static final RegionSettings TWO_CELLS = new RegionSettings(Architecture.SHUFFLE, 2, 1, 1, 1, 2, 3, 12, 1);
    private static final ProcessName NODE = ProcessName.node(new CellId("cell-1"), 1);
    private static final HttpClient HTTP = Supervision.http();

    @TempDir
    private static Path home = Path.of("");

    private static @Nullable LocalRegion region;

    @BeforeAll
    static void up() {
        region = LocalRegion.start(TWO_CELLS, home, Progress.toStandardError());
    }

    @AfterAll
    static void downLeavesNoProcessAndNoPort() {
        if (region == null) {
            return;
        }
        List<RegionProcess> processes = region.control().processes();
        List<Integer> ports = ports(region.file());

        LocalRegion.stop(home, Progress.toStandardError());

        assertThat(processes).extracting(RegionProcess::pid).noneMatch(RegionIT::isThere);
        assertThat(ports).hasSize(16).noneMatch(RegionIT::isListening);
        assertThat(home.resolve("region.json")).doesNotExist();
        assertThat(LeftOvers.of(new RegionHome(home)).isEmpty()).isTrue();
        assertThatExceptionOfType(RegionUnreachableException.class)
                .isThrownBy(() -> LocalRegion.stop(home, Progress.toStandardError()));
    }

    @Test
    void aLaunchReachesRunning() {
        JsonCalls tenant = tenant();
        JsonCalls.Answer launched = tenant.post(
                "/v1/instances", Map.of("instanceType", "c5.large", "minCount", 1, "maxCount", 1, "imageId", "ami-1"));
        assertThat(launched.status()).as(launched.body().toString()).isEqualTo(201);
        String id = launched.body().at("/instances/0/id").asString();

        await(() -> tenant.get("/v1/instances/" + id)
                .body()
                .path("state")
                .asString("")
                .equals("running"));
    }

    @Test
    void aKilledNodeIsStartedAgainAtItsPlaceAndTheFileSaysSo() throws IOException {
        RegionFile.App before = node();
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        await(() -> process(NODE).restarts() == 1 && process(NODE).state() == ProcessState.READY);

        RegionFile.App after = node();
        assertThat(after.pid()).isEqualTo(process(NODE).pid()).isNotEqualTo(before.pid());
        assertThat(after.url()).isEqualTo(before.url());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("region.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKilledDatabaseComesBackWithWhatItHad() {
        ProcessName database = ProcessName.database(new CellId("cell-2"));
        control().kill(List.of(database), false);

        await(() -> process(database).restarts() == 1 && process(database).state() == ProcessState.READY);

        JsonCalls tenant = tenant();
        await(() -> !tenant.get("/v1/instances").body().path("partial").asBoolean(true));
    }

    @Test
    void upTwiceIsRefusedAndHarmsNothing() {
        assertThatExceptionOfType(RegionAlreadyUpException.class)
                .isThrownBy(() -> LocalRegion.start(TWO_CELLS, home, Progress.toStandardError()))
                .withMessageContaining("a region is already up in " + home);
        assertThat(tenant().get("/v1/shard").status()).isEqualTo(200);
    }

    @Test
    void theSupervisorWantsItsTokenAndKnowsItsProcesses() {
        URI url = region().file().supervisor().url();
        assertThat(JsonCalls.to(HTTP, url, "guess").get("/processes").status()).isEqualTo(401);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control().kill(List.of(new ProcessName("cell-3/node-1")), true))
                .withMessageContaining("no process is called 'cell-3/node-1'");
    }

    @Test
    void commandLinesHoldNoSecret() {
        RegionFile file = region().file();
        List<String> secrets = List.of(
                file.operatorKey(),
                file.internalSecret(),
                file.supervisor().token(),
                file.directory().adminToken());
        String database = file.cells().getFirst().database().jdbcUrl();
        String password = database.substring(database.lastIndexOf('=') + 1);

        for (RegionProcess process : control().processes()) {
            String line = ProcessHandle.of(process.pid())
                    .flatMap(handle -> handle.info().commandLine())
                    .orElse("");
            assertThat(line).doesNotContain(secrets).doesNotContain(password);
        }
    }

    private static LocalRegion region() {
        return Objects.requireNonNull(region);
    }

    private static RegionControl control() {
        return region().control();
    }

    private static RegionProcess process(ProcessName name) {
        return control().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RegionFile.App node() {
        return LocalRegion.attach(home).file().cells().getFirst().nodes().getFirst();
    }

    private static JsonCalls tenant() {
        RegionFile file = region().file();
        return JsonCalls.to(HTTP, file.router().url(), file.tenants().getFirst().key());
    }

    private static List<Integer> ports(RegionFile file) {
        List<RegionFile.App> apps = new ArrayList<>(file.routers());
        List<String> databases =
                new ArrayList<>(List.of(file.directory().database().jdbcUrl()));
        for (RegionFile.Cell cell : file.cells()) {
            apps.addAll(cell.nodes());
            apps.add(cell.fleet());
            databases.add(cell.database().jdbcUrl());
        }
        List<URI> urls = new ArrayList<>(List.of(
                file.supervisor().url(),
                file.directory().url(),
                file.directory().managementUrl()));
        apps.forEach(app -> urls.addAll(List.of(app.url(), app.managementUrl())));
        databases.forEach(url -> urls.add(URI.create(url.substring("jdbc:".length()))));
        return urls.stream().map(URI::getPort).toList();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isThere(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .isPresent();
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Supervision.sleepShortly();
        }
    }
}
