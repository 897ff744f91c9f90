package io.firebreak.chaos.region;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.database.DatabaseServer;
import io.firebreak.chaos.database.DatabaseTemplate;
import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Archive;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.network.NetworkSettings;
import io.firebreak.chaos.network.Wire;
import io.firebreak.chaos.region.RegionPlan.PlannedCell;
import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a region: names, ports, settings and commands of every process. */
final class RegionPlanner {
    /** A line of a log is one JSON object, with as much of a stack trace as shows the cause. */
    private static final Map<String, Object> LOGS = Map.of(
            "logging.structured.format.console",
            "ecs",
            "logging.structured.json.stacktrace.max-length",
            8_000,
            "logging.structured.json.stacktrace.root",
            "first");

    private final RegionSettings settings;
    private final RegionHome home;
    private final Installation installation;
    private final Archive archive;
    private final DatabaseTemplate template;
    private final Secrets secrets;
    private final @Nullable RegionCertificates certificates;
    private final HttpClient http;
    private final Iterator<Integer> ports;
    private final List<PlannedProcess> databases = new ArrayList<>();
    private final List<PlannedProcess> apps = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();

    /**
     * A planner for one plan.
     *
     * @param ports at least {@link #portsFor} of them
     */
    RegionPlanner(
            RegionSettings settings,
            RegionHome home,
            Installation installation,
            Archive archive,
            DatabaseTemplate template,
            Secrets secrets,
            @Nullable RegionCertificates certificates,
            HttpClient http,
            List<Integer> ports) {
        this.settings = settings.deployed();
        this.home = home;
        this.installation = installation;
        this.archive = archive;
        this.template = template;
        this.secrets = secrets;
        this.certificates = certificates;
        this.http = http;
        this.ports = ports.iterator();
    }

    /** How many ports a region takes: two for each application, one for each database, and with a network one for each wire. */
    static int portsFor(RegionSettings settings) {
        RegionSettings deployed = settings.deployed();
        int ofOneCell = 2 * deployed.nodesPerCell() + 2 + 1;
        int wires = deployed.network() ? deployed.cells() * (deployed.nodesPerCell() + 2) + 1 : 0;
        return deployed.cells() * ofOneCell + 2 * deployed.routers() + 2 + 1 + wires;
    }

    /** The network and databases first, since all others need them or what needs them; routers last. */
    RegionPlan plan() {
        PlannedProcess directory = directory();
        List<PlannedCell> cells =
                IntStream.rangeClosed(1, settings.cells()).mapToObj(this::cell).toList();
        List<PlannedProcess> fleets = cells.stream().map(this::fleet).toList();
        apps.addAll(fleets);
        apps.add(directory);
        for (int i = 0; i < cells.size(); i++) {
            nodes(cells.get(i), fleets.get(i), directory);
        }
        IntStream.rangeClosed(1, settings.routers()).forEach(number -> router(number, directory));
        List<PlannedProcess> processes = new ArrayList<>();
        if (settings.network()) {
            processes.add(network());
        }
        processes.addAll(databases);
        processes.addAll(apps);
        return new RegionPlan(settings, secrets, certificates, cells, processes, wires);
    }

    private PlannedCell cell(int number) {
        String zone = settings.zoneNames().get((number - 1) % settings.zones());
        return new PlannedCell(new CellId("cell-" + number), number, zone, settings.nodesPerCell());
    }

    private PlannedProcess directory() {
        DatabaseServer database = database(ProcessName.directoryDatabase(), null);
        Map<String, Object> own = withDatabase(database);
        own.put("firebreak.directory.internal-secret", secrets.internal());
        own.put("firebreak.directory.admin-token", secrets.admin());
        own.put("firebreak.directory.architecture", settings.architecture().toString());
        own.put("firebreak.directory.shard-size", settings.shardSize());
        own.put("firebreak.directory.seed", settings.seed());
        return app(
                App.DIRECTORY,
                ProcessName.directory(),
                ProcessKind.DIRECTORY,
                null,
                List.of(ProcessName.directoryDatabase()),
                own);
    }

    private PlannedProcess fleet(PlannedCell cell) {
        ProcessName name = ProcessName.fleet(cell.id());
        Map<String, Object> own = withChaos(name.fileName());
        own.put("firebreak.fleet.internal-secret", secrets.internal());
        own.put("firebreak.fleet.id", "fleet-" + cell.number());
        own.put("firebreak.fleet.hosts", settings.hostsPerCell());
        own.put("firebreak.fleet.zones", settings.cells() == 1 ? settings.zoneNames() : List.of(cell.zone()));
        own.put("firebreak.fleet.seed", settings.seed());
        own.put("firebreak.fleet.journal", home.work(name).resolve("journal").toString());
        return app(App.FLEET, name, ProcessKind.FLEET, cell.id(), List.of(), own);
    }

    private void nodes(PlannedCell cell, PlannedProcess fleet, PlannedProcess directory) {
        DatabaseServer database = database(ProcessName.database(cell.id()), cell.id());
        DatabaseServer reached = database.at(through(ProcessName.database(cell.id()), database.port()));
        URI fleetUrl = through(fleet);
        for (int number = 1; number <= cell.nodes(); number++) {
            Map<String, Object> own = withDatabase(reached);
            own.putAll(withChaos(cell.id().toString()));
            own.put("firebreak.cell.internal-secret", secrets.internal());
            own.put("firebreak.cell.id", cell.id().toString());
            own.put("firebreak.cell.number", cell.number());
            own.put("firebreak.cell.zone", cell.zone());
            own.put("firebreak.cell.node", "node-" + number);
            own.put("firebreak.cell.fleet-url", fleetUrl.toString());
            own.put(
                    "firebreak.cell.directory-url",
                    Objects.requireNonNull(directory.url()).toString());
            own.put("firebreak.cell.operator-key-hash", secrets.operatorKeyHash());
            own.putAll(settings.tenantRates().ofNodes());
            PlannedProcess node = app(App.CELL, cell.node(number), ProcessKind.NODE, cell.id(), needsOfNode(cell), own);
            through(node);
            apps.add(node);
        }
    }

    private List<ProcessName> needsOfNode(PlannedCell cell) {
        ProcessName database = ProcessName.database(cell.id());
        return settings.network() ? List.of(ProcessName.network(), database) : List.of(database);
    }

    /** Where an application is reached: at its own address where no wire leads to it. */
    private URI through(PlannedProcess app) {
        URI own = Objects.requireNonNull(app.url());
        return URI.create("%s://%s:%d".formatted(own.getScheme(), own.getHost(), through(app.name(), own.getPort())));
    }

    private int through(ProcessName name, int port) {
        if (!settings.network()) {
            return port;
        }
        int listen = ports.next();
        wires.add(new Wire(name.value(), listen, port));
        return listen;
    }

    /** After everything that has a port. */
    private PlannedProcess network() {
        int port = ports.next();
        URI management = URI.create("http://127.0.0.1:" + port);
        List<String> command = installation.networkCommand(
                List.of(LeftOvers.MARK + home.directory(), "firebreak.process=" + ProcessName.network()));
        return new PlannedProcess(
                ProcessName.network(),
                ProcessKind.NETWORK,
                null,
                null,
                management,
                List.of(),
                new NetworkProgram(
                        http,
                        command,
                        new NetworkSettings(secrets.network(), port, settings.seed(), wires),
                        home.work(ProcessName.network()),
                        management.resolve("/actuator/health/readiness")));
    }

    private void router(int number, PlannedProcess directory) {
        ProcessName name = ProcessName.router(number);
        Map<String, Object> own = withChaos(name.fileName());
        own.put("firebreak.router.internal-secret", secrets.internal());
        own.put(
                "firebreak.router.directory-url",
                Objects.requireNonNull(directory.url()).toString());
        own.put(
                "firebreak.router.table-file",
                home.work(name).resolve("table.json").toString());
        own.putAll(settings.tenantRates().ofRouters());
        apps.add(app(App.ROUTER, name, ProcessKind.ROUTER, null, List.of(ProcessName.directory()), own));
    }

    private DatabaseServer database(ProcessName name, @Nullable CellId cell) {
        DatabaseServer server = template.server(home.databases().resolve(name.fileName()), ports.next());
        databases.add(new PlannedProcess(
                name, ProcessKind.DATABASE, cell, null, null, List.of(), new DatabaseProgram(template, server)));
        return server;
    }

    private static Map<String, Object> withDatabase(DatabaseServer database) {
        Map<String, Object> own = new HashMap<>();
        own.put("spring.datasource.url", database.plainJdbcUrl());
        own.put("spring.datasource.username", database.user());
        own.put("spring.datasource.password", database.password());
        return own;
    }

    /** @param directory shared by all that are to meet the same armed faults, as the nodes of a cell are */
    private Map<String, Object> withChaos(String directory) {
        Map<String, Object> own = new HashMap<>();
        own.put("firebreak.chaos.enabled", true);
        own.put(
                "firebreak.chaos.directory",
                home.directory().resolve("work/chaos").resolve(directory).toString());
        return own;
    }

    /** A fleet is called as its cell is, and so are all nodes of a cell. */
    private Map<String, Object> withIdentity(ProcessName process, ProcessKind kind, @Nullable CellId cell) {
        if (certificates == null) {
            return Map.of();
        }
        ServiceName name = switch (kind) {
            case ROUTER -> new ServiceName(Role.ROUTER, process.fileName());
            case DIRECTORY -> new ServiceName(Role.DIRECTORY, process.fileName());
            case NODE -> new ServiceName(Role.CELL, Objects.requireNonNull(cell).value());
            case FLEET ->
                new ServiceName(Role.FLEET, Objects.requireNonNull(cell).value());
            case DATABASE, NETWORK -> throw new IllegalArgumentException("a %s has no certificate".formatted(kind));
        };
        Path folder = certificates.of(process, name);
        Map<String, Object> own = new HashMap<>();
        if (settings.security().services()) {
            own.put("firebreak.identity.directory", folder.toString());
        }
        if (settings.security().router() && kind == ProcessKind.ROUTER) {
            own.put(
                    "firebreak.router.tls.certificate",
                    folder.resolve(IdentityFiles.CERTIFICATE).toString());
            own.put(
                    "firebreak.router.tls.key",
                    folder.resolve(IdentityFiles.KEY).toString());
        }
        return own;
    }

    private PlannedProcess app(
            App app,
            ProcessName name,
            ProcessKind kind,
            @Nullable CellId cell,
            List<ProcessName> needs,
            Map<String, Object> own) {
        int port = ports.next();
        int managementPort = ports.next();
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(LOGS);
        if (kind == ProcessKind.ROUTER) {
            all.put("firebreak.tracing.instance", name.toString());
        }
        all.putAll(withIdentity(name, kind, cell));
        all.put("server.port", port);
        all.put("management.server.port", managementPort);
        URI management = URI.create("http://127.0.0.1:" + managementPort);
        List<String> command = installation.command(
                app, archive, List.of(LeftOvers.MARK + home.directory(), "firebreak.process=" + name));
        return new PlannedProcess(
                name,
                kind,
                cell,
                URI.create(settings.security().scheme(kind) + "://127.0.0.1:" + port),
                management,
                needs,
                new AppProgram(http, command, all, home.work(name), management.resolve("/actuator/health/readiness")));
    }
}
