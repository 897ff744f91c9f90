package io.firebreak.chaos.docker;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.docker.ContainerDetails.Settings;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.ProcessKind;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/** What the containers of a compose project say of the region they are. */
final class ComposeLayout {
    private static final Set<ProcessKind> HOOKED = Set.of(ProcessKind.NODE, ProcessKind.FLEET);

    private final String project;
    private final SortedMap<ComposeService, ContainerDetails> services;

    ComposeLayout(String project, SortedMap<ComposeService, ContainerDetails> services) {
        this.project = project;
        this.services = services;
    }

    /**
     * How large it is.
     *
     * @throws RegionUnreachableException when it is no region that could be put into these words
     */
    ComposeShape shape() {
        List<CellId> cells = cells();
        ContainerDetails directory = details(ProcessName.directory());
        return new ComposeShape(
                Architecture.of(directory.setting(Settings.ARCHITECTURE, "shuffle")),
                cells.size(),
                same("nodes", cells, cell -> nodes(cell).size()),
                same("hosts", cells, cell -> number(details(ProcessName.fleet(cell)), Settings.HOSTS, "50")),
                (int) cells.stream().map(this::zone).distinct().count(),
                of(ProcessKind.ROUTER).size(),
                number(directory, Settings.SHARD_SIZE, "2"));
    }

    /** Where everything is, without tenants. */
    RegionFile file(OperatorAccess access) {
        List<RegionFile.App> routers =
                of(ProcessKind.ROUTER).stream().map(ComposeUrls::app).toList();
        if (routers.isEmpty()) {
            throw without("router");
        }
        ComposeUrls directory = urls(ProcessName.directory());
        return new RegionFile(
                Architecture.of(directory.details().setting(Settings.ARCHITECTURE, "shuffle")),
                number(directory.details(), Settings.SEED, "1"),
                new RegionFile.Supervisor(access.engine(), 0, ""),
                new RegionFile.Router(routers.getFirst().url()),
                routers,
                new RegionFile.Directory(
                        directory.api(),
                        directory.management(),
                        directory.details().pid(),
                        access.adminToken(),
                        database(ProcessName.directoryDatabase(), directory.details(), access)),
                cells().stream().map(cell -> cell(cell, access)).toList(),
                List.of(),
                "",
                access.internalSecret(),
                access.identity() == null ? null : access.identity() + "/ca.crt",
                access.identity(),
                null);
    }

    /** Those whose applications have no fault hooks, by what compose calls them. */
    List<String> withoutHooks() {
        return services.entrySet().stream()
                .filter(entry -> HOOKED.contains(entry.getKey().kind()))
                .filter(entry ->
                        !entry.getValue().setting(Settings.HOOKS, "false").equals("true"))
                .map(entry -> entry.getKey().host())
                .toList();
    }

    private RegionFile.Cell cell(CellId cell, OperatorAccess access) {
        List<ComposeUrls> nodes = nodes(cell);
        return new RegionFile.Cell(
                cell,
                zone(cell),
                nodes.stream().map(ComposeUrls::app).toList(),
                database(ProcessName.database(cell), nodes.getFirst().details(), access),
                urls(ProcessName.fleet(cell)).app());
    }

    /** As those connect who use it. */
    private RegionFile.Database database(ProcessName database, ContainerDetails user, OperatorAccess access) {
        String url = user.setting(Settings.DATABASE_URL, "");
        return new RegionFile.Database(
                "%s%suser=%s&password=%s"
                        .formatted(
                                url,
                                url.contains("?") ? "&" : "?",
                                encoded(user.setting(Settings.DATABASE_USER, "firebreak")),
                                encoded(access.databasePassword())),
                details(database).pid());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<CellId> cells() {
        List<CellId> cells = of(ProcessKind.NODE).stream()
                .map(node -> Objects.requireNonNull(node.service().cell()))
                .distinct()
                .toList();
        if (cells.isEmpty()) {
            throw without("cell-1-node-1");
        }
        return cells;
    }

    private List<ComposeUrls> nodes(CellId cell) {
        return of(ProcessKind.NODE).stream()
                .filter(node -> cell.equals(node.service().cell()))
                .toList();
    }

    private String zone(CellId cell) {
        return nodes(cell).getFirst().details().setting(Settings.ZONE, "zone-1");
    }

    private List<ComposeUrls> of(ProcessKind kind) {
        return services.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .map(entry -> new ComposeUrls(entry.getKey(), entry.getValue()))
                .toList();
    }

    private ComposeUrls urls(ProcessName name) {
        return services.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(entry -> new ComposeUrls(entry.getKey(), entry.getValue()))
                .findFirst()
                .orElseThrow(() -> without(name.toString().replace('/', '-')));
    }

    private ContainerDetails details(ProcessName name) {
        return urls(name).details();
    }

    private RegionUnreachableException without(String service) {
        return new RegionUnreachableException(
                "compose project '%s' has no container of %s: bring the region up first".formatted(project, service));
    }

    private int number(ContainerDetails details, String name, String otherwise) {
        String value = details.setting(name, otherwise);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new RegionUnreachableException(
                    "%s of %s is '%s', which is no number"
                            .formatted(name, details.container().service(), value),
                    e);
        }
    }

    private int same(String what, List<CellId> cells, Function<CellId, Integer> counted) {
        List<Integer> counts = cells.stream().map(counted).distinct().toList();
        if (counts.size() > 1) {
            throw new RegionUnreachableException("the cells of compose project '%s' differ in their number of %s: %s"
                    .formatted(project, what, counts));
        }
        return counts.getFirst();
    }
}
