package io.firebreak.chaos.region;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.network.Wire;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A region decided before any of it is started: which processes, where each will be, what they are told.
 *
 * @param settings as deployed
 * @param certificates none where nothing is secured
 * @param cells in the order of their numbers
 * @param processes in the order of their first starts
 * @param wires between processes, which can be broken; none in most regions
 */
record RegionPlan(
        RegionSettings settings,
        Secrets secrets,
        @Nullable RegionCertificates certificates,
        List<PlannedCell> cells,
        List<PlannedProcess> processes,
        List<Wire> wires) {

    RegionPlan {
        cells = List.copyOf(cells);
        processes = List.copyOf(processes);
        wires = List.copyOf(wires);
    }

    /**
     * A cell of the plan.
     *
     * @param number from 1; also in the ids of its instances
     */
    record PlannedCell(CellId id, int number, String zone, int nodes) {
        ProcessName node(int node) {
            return ProcessName.node(id, node);
        }

        List<ProcessName> nodeNames() {
            return IntStream.rangeClosed(1, nodes).mapToObj(this::node).toList();
        }
    }

    List<ProcessName> routerNames() {
        return IntStream.rangeClosed(1, settings.routers())
                .mapToObj(ProcessName::router)
                .toList();
    }

    PlannedProcess process(ProcessName name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process is called " + name));
    }

    /** Where others reach a node. */
    URI reached(ProcessName node) {
        URI own = Objects.requireNonNull(process(node).url());
        return wires.stream()
                .filter(wire -> wire.name().equals(node.value()))
                .findFirst()
                .map(wire -> URI.create("%s://%s:%d".formatted(own.getScheme(), own.getHost(), wire.listen())))
                .orElse(own);
    }

    /** What the region file says while the processes are as given. */
    RegionFile file(List<RegionProcess> present, List<RegionFile.Tenant> tenants, RegionFile.Supervisor supervisor) {
        Map<ProcessName, RegionProcess> byName =
                present.stream().collect(Collectors.toMap(RegionProcess::name, Function.identity()));
        List<RegionFile.App> routers =
                routerNames().stream().map(name -> app(byName, name)).toList();
        RegionFile.App directory = app(byName, ProcessName.directory());
        return new RegionFile(
                settings.architecture(),
                settings.seed(),
                supervisor,
                new RegionFile.Router(routers.getFirst().url()),
                routers,
                new RegionFile.Directory(
                        directory.url(),
                        directory.managementUrl(),
                        directory.pid(),
                        secrets.admin(),
                        database(byName, ProcessName.directoryDatabase())),
                cells.stream().map(cell -> cell(byName, cell)).toList(),
                tenants,
                secrets.operatorKey(),
                secrets.internal(),
                certificates == null ? null : certificates.ca().toString(),
                certificates == null ? null : certificates.operator().toString(),
                network(byName));
    }

    private RegionFile.@Nullable Network network(Map<ProcessName, RegionProcess> present) {
        RegionProcess process = present.get(ProcessName.network());
        return process == null
                ? null
                : new RegionFile.Network(
                        Objects.requireNonNull(process.managementUrl()), process.pid(), secrets.network());
    }

    private RegionFile.Cell cell(Map<ProcessName, RegionProcess> present, PlannedCell cell) {
        return new RegionFile.Cell(
                cell.id(),
                cell.zone(),
                cell.nodeNames().stream().map(node -> app(present, node)).toList(),
                database(present, ProcessName.database(cell.id())),
                app(present, ProcessName.fleet(cell.id())));
    }

    private static RegionFile.App app(Map<ProcessName, RegionProcess> present, ProcessName name) {
        RegionProcess process = Objects.requireNonNull(present.get(name));
        return new RegionFile.App(
                Objects.requireNonNull(process.url()), Objects.requireNonNull(process.managementUrl()), process.pid());
    }

    private RegionFile.Database database(Map<ProcessName, RegionProcess> present, ProcessName name) {
        if (process(name).program() instanceof DatabaseProgram program) {
            return new RegionFile.Database(
                    program.server().jdbcUrl(),
                    Objects.requireNonNull(present.get(name)).pid());
        }
        throw new IllegalStateException(name + " is no database");
    }
}
