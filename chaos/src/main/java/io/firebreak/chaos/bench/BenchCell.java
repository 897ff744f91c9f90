package io.firebreak.chaos.bench;

import io.firebreak.chaos.database.DatabaseServer;
import io.firebreak.chaos.database.DatabaseTemplate;
import io.firebreak.chaos.database.Directories;
import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.Ports;
import io.firebreak.chaos.region.RegionStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One node of one cell with its database server and its fleet, each a process; no directory and no router. */
final class BenchCell implements AutoCloseable {
    /** The tenants of a benchmark are not to meet their request limits. */
    private static final int BEYOND_ANY_RATE = 1_000_000;

    private static final String SECRET = "secret-of-one-benchmark-run";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /** For both sides of the comparison: a database of this size alone on its machine. */
    private static final List<String> DATABASE_SETTINGS =
            List.of("shared_buffers=256MB", "max_wal_size=2GB", "checkpoint_timeout=15min");

    private final Installation installation;
    private final NanoClock clock;
    private final Path directory;
    private final int hosts;
    private final BenchTenants tenants;
    private final DatabaseServer database;
    private final OsProcess databaseProcess;
    private final List<Integer> ports = Ports.free(5, new Random());
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable OsProcess fleet;
    private @Nullable OsProcess node;

    BenchCell(Installation installation, Path directory, int hosts, BenchTenants tenants, NanoClock clock)
            throws IOException {
        this.installation = installation;
        this.clock = clock;
        this.directory = directory;
        this.hosts = hosts;
        this.tenants = tenants;
        Directories.delete(directory);
        DatabaseTemplate template =
                DatabaseTemplate.create(installation.databases(), directory.resolve("template"), SECRET);
        Path data = directory.resolve("data");
        template.copyTo(data);
        database = template.server(data, ports.getFirst());
        List<String> command = new ArrayList<>(database.command());
        DATABASE_SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        databaseProcess = OsProcess.start(command, Map.of("LC_ALL", "C"), data, directory.resolve("database.log"));
        await("the database", databaseProcess, database::isReady);
    }

    DatabaseServer database() {
        return database;
    }

    OsProcess databaseProcess() {
        return databaseProcess;
    }

    OsProcess fleet() {
        return started(fleet);
    }

    OsProcess node() {
        return started(node);
    }

    private static OsProcess started(@Nullable OsProcess process) {
        if (process == null) {
            throw new IllegalStateException("the cell has not been started");
        }
        return process;
    }

    /** Where the node takes launches. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(3));
    }

    /** Starts fleet and node, and returns when the node serves the tenant. */
    void start() {
        int fleetPort = ports.get(1);
        int fleetManagement = ports.get(2);
        OsProcess startedFleet = OsProcess.start(
                installation.serverCommand(App.FLEET, 512),
                settings(Map.of(
                        "server.port", fleetPort,
                        "management.server.port", fleetManagement,
                        "firebreak.fleet.internal-secret", SECRET,
                        "firebreak.fleet.hosts", hosts,
                        "firebreak.fleet.journal", directory.resolve("journal"))),
                directory.resolve("work"),
                directory.resolve("fleet.log"));
        fleet = startedFleet;
        await("the fleet", startedFleet, () -> isReady(fleetManagement));
        int nodePort = ports.get(3);
        int nodeManagement = ports.get(4);
        OsProcess startedNode = OsProcess.start(
                installation.serverCommand(App.CELL, 768),
                settings(nodeSettings(nodePort, nodeManagement, fleetPort)),
                directory.resolve("work"),
                directory.resolve("node.log"));
        node = startedNode;
        await("the node", startedNode, () -> isReady(nodeManagement));
        enrol();
    }

    private Map<String, Object> nodeSettings(int port, int management, int fleetPort) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port",
                port,
                "management.server.port",
                management,
                "firebreak.cell.internal-secret",
                SECRET,
                "firebreak.cell.id",
                "cell-1",
                "firebreak.cell.number",
                1,
                "firebreak.cell.zone",
                "zone-1",
                "firebreak.cell.node",
                "node-1",
                "firebreak.cell.fleet-url",
                "http://127.0.0.1:" + fleetPort,
                "spring.datasource.url",
                database.jdbcUrl()));
        for (String calls : List.of("launch", "change")) {
            settings.put("firebreak.cell.request-limits." + calls + ".rate", BEYOND_ANY_RATE);
            settings.put("firebreak.cell.request-limits." + calls + ".burst", BEYOND_ANY_RATE);
        }
        return settings;
    }

    private static Map<String, String> settings(Map<String, Object> properties) {
        StringBuilder json = new StringBuilder("{");
        properties.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
        return Map.of("SPRING_APPLICATION_JSON", json.append('}').toString(), "TZ", "UTC");
    }

    private void enrol() {
        JsonCalls calls = JsonCalls.to(http, URI.create("http://127.0.0.1:" + ports.get(3)), SECRET);
        JsonCalls.Answer answer =
                calls.put("/internal/v1/tenants", Map.of("cells", List.of(), "tenants", tenants.push("cell-1")));
        if (!answer.isGood()) {
            throw new RegionStartException("the node answered %d: %s".formatted(answer.status(), answer.body()));
        }
    }

    private boolean isReady(int managementPort) {
        try {
            return JsonCalls.to(http, URI.create("http://127.0.0.1:" + managementPort), SECRET)
                    .get("/actuator/health/readiness")
                    .isGood();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void await(String what, OsProcess process, BooleanSupplier ready) {
        long deadline = clock.nanos() + START.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || clock.nanos() > deadline) {
                throw new RegionStartException("%s did not start, see %s".formatted(what, directory));
            }
            clock.waitUntil(clock.nanos() + LOOK_AGAIN.toNanos());
        }
    }

    /** Ends fleet and node; the database goes on. */
    void stop() {
        if (node != null) {
            node.close();
            node = null;
        }
        if (fleet != null) {
            fleet.close();
            fleet = null;
        }
    }

    @Override
    public void close() {
        stop();
        databaseProcess.close();
        http.close();
    }
}
