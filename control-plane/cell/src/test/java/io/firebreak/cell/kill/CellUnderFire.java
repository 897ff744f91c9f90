package io.firebreak.cell.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.firebreak.cell.harness.Keys;
import io.firebreak.testdatabase.KillableDatabase;
import io.firebreak.testdatabase.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** A cell of real processes: its fleet, its nodes, and a durable database. */
final class CellUnderFire implements AutoCloseable {
    private static final Path CELL_JAR = Path.of("target", "firebreak-cell-0.1.0-SNAPSHOT-exec.jar");
    private static final Path FLEET_JAR =
            Path.of("..", "..", "host-fleet-sim", "app", "target", "firebreak-fleet-app-0.1.0-SNAPSHOT-exec.jar");
    private static final String SECRET = "internal-secret-of-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final @Nullable KillableDatabase server;
    private final TestDatabase database;
    private final JarProcess fleet;
    private final List<JarProcess> nodes;

    /** Without the fleet's jar, which another module builds, there is nothing to fire at. */
    static void assumeBuilt() {
        assumeThat(CELL_JAR).exists();
        assumeThat(FLEET_JAR).exists();
    }

    /** @param name of the directory under {@code target/kill} where logs stay for whoever looks into a failure */
    CellUnderFire(String name, int nodeCount, String... more) {
        this(emptyDirectory(name), null, TestDatabase.fresh(), nodeCount, more);
    }

    /** A cell of one node whose database can be killed too. */
    static CellUnderFire overAServerOfItsOwn(String name, String... more) {
        Path directory = emptyDirectory(name);
        KillableDatabase server =
                KillableDatabase.start(directory.resolve("database").toAbsolutePath(), JarProcess.freePort());
        return new CellUnderFire(directory, server, server.database(), 1, more);
    }

    private static Path emptyDirectory(String name) {
        Path directory = Path.of("target", "kill", name);
        FileSystemUtils.deleteRecursively(directory.toFile());
        directory.toFile().mkdirs();
        return directory;
    }

    private CellUnderFire(
            Path directory, @Nullable KillableDatabase server, TestDatabase database, int nodeCount, String... more) {
        this.server = server;
        this.database = database;
        fleet = JarProcess.start(
                        FLEET_JAR,
                        directory.resolve("fleet.log"),
                        List.of(
                                "--firebreak.fleet.hosts=200",
                                "--firebreak.fleet.journal=" + directory.resolve("fleet.journal"),
                                "--firebreak.fleet.internal-secret=" + SECRET))
                .awaitReady();
        nodes = IntStream.rangeClosed(1, nodeCount)
                .mapToObj(number -> node(directory, number, more).awaitReady())
                .toList();
        registerTenant();
    }

    private JarProcess node(Path directory, int number, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--firebreak.cell.id=cell-1",
                "--firebreak.cell.number=1",
                "--firebreak.cell.zone=zone-1",
                "--firebreak.cell.node=node-" + number,
                "--firebreak.cell.fleet-url=" + fleet.url(),
                "--firebreak.cell.internal-secret=" + SECRET,
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--firebreak.chaos.directory=" + directory.resolve("chaos")));
        settings.addAll(List.of(more));
        return JarProcess.start(CELL_JAR, directory.resolve("node-" + number + ".log"), settings);
    }

    private void registerTenant() {
        HttpRequest push = HttpRequest.newBuilder(nodes.getFirst().url().resolve("/internal/v1/tenants"))
                .header("Authorization", "Bearer " + SECRET)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        """
                        {"tenants":[{"id":"%s","keyHash":"%s","epoch":1,"cells":["cell-1"],"revoked":false}]}""".formatted(LaunchingClients.TENANT, Keys.sha256(Keys.of(LaunchingClients.TENANT)))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(push, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new AssertionError("the push was answered " + status);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first of them leads when the cell has started. */
    List<JarProcess> nodes() {
        return nodes;
    }

    KillableDatabase server() {
        return Objects.requireNonNull(server, "the database is shared with other tests");
    }

    TestDatabase testDatabase() {
        return database;
    }

    JarProcess fleet() {
        return fleet;
    }

    List<URI> urls() {
        return nodes.stream().map(JarProcess::url).toList();
    }

    JdbcClient database() {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
    }

    /** What the hosts themselves say they have, as id and state. */
    List<String> onHosts() {
        HttpRequest report = HttpRequest.newBuilder(fleet.url().resolve("/fleet/v1/report"))
                .header("Authorization", "Bearer " + SECRET)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var body = new JsonMapper()
                    .readTree(http.send(report, HttpResponse.BodyHandlers.ofString())
                            .body());
            if (body.path("more").asBoolean()) {
                throw new AssertionError("more instances than one page holds");
            }
            return body.path("instances")
                    .valueStream()
                    .map(instance -> instance.path("instance").asString() + " "
                            + instance.path("state").asString())
                    .sorted()
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all that is recorded runs, and nothing else does. */
    void awaitHostsAgree() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> recorded = database()
                    .sql("select id || ' ' || upper(state) from instance where state <> 'terminated' order by id")
                    .query(String.class)
                    .list();
            List<String> onHosts = onHosts();
            boolean agree = recorded.equals(onHosts) && recorded.stream().allMatch(line -> line.endsWith(" RUNNING"));
            if (agree) {
                return;
            }
            if (System.nanoTime() > deadline) {
                assertThat(recorded).isEqualTo(onHosts).allMatch(line -> line.endsWith(" RUNNING"));
            }
            JarProcess.sleep(200);
        }
    }

    void awaitRunning(String token) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!database()
                .sql("select state from instance where token = ?")
                .param(token)
                .query(String.class)
                .list()
                .contains("running")) {
            assertThat(System.nanoTime()).as(token + " does not run").isLessThan(deadline);
            JarProcess.sleep(100);
        }
    }

    @Override
    public void close() {
        nodes.forEach(JarProcess::close);
        fleet.close();
        if (server != null) {
            server.close();
        }
    }
}
