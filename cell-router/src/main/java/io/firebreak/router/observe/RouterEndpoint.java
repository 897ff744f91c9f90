package io.firebreak.router.observe;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.NodeChoice;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.table.TableFeed;
import io.firebreak.router.table.TableKeeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** {@code /actuator/router}: what this router routes by and what it believes about cells, at this moment. */
@Component
@Endpoint(id = "router")
class RouterEndpoint {
    private final TableKeeper tables;
    private final CellHealth health;
    private final NodeChoice nodes;
    private final Outliers outliers;
    private final BusiestTenants tenants;
    private final TableFeed feed;
    private final Traffic traffic;

    RouterEndpoint(
            TableKeeper tables,
            CellHealth health,
            NodeChoice nodes,
            Outliers outliers,
            BusiestTenants tenants,
            TableFeed feed,
            MeterRegistry meters) {
        this.tables = tables;
        this.health = health;
        this.nodes = nodes;
        this.outliers = outliers;
        this.tenants = tenants;
        this.feed = feed;
        this.traffic = new Traffic(meters);
    }

    /**
     * What operators see.
     *
     * @param tableVersion -1 before the first table
     * @param tableAgeSeconds since the directory confirmed it; -1 before the first table
     * @param refused why a newer table is not in use, if so
     */
    record View(
            long tableVersion,
            long tableAgeSeconds,
            int tenants,
            List<CellView> cells,
            List<TenantView> busiestTenantsOfLastMinute,
            @Nullable String refused,
            Traffic.Now traffic) {}

    /**
     * A cell.
     *
     * @param breaker closed, open or half_open
     * @param askedLast whether it is gray or probes find it dead
     * @param calls of it since the start, by outcome
     */
    record CellView(
            String id,
            String zone,
            String state,
            String breaker,
            boolean askedLast,
            List<NodeView> nodes,
            Map<String, Long> calls) {}

    /** @param askedLast whether it is gray or probes find it dead */
    record NodeView(String url, int inFlight, boolean askedLast) {}

    /**
     * A tenant.
     *
     * @param atMostTooMany by how much the number of requests may be too high
     */
    record TenantView(String tenant, long requests, long atMostTooMany) {}

    @ReadOperation
    View view() {
        List<CellView> cells = tables.current().map(RoutingTable::cells).stream()
                .flatMap(known -> known.stream().sorted(Comparator.comparingInt(RoutedCell::number)))
                .map(this::cell)
                .toList();
        return new View(
                tables.version(),
                tables.age().map(Duration::toSeconds).orElse(-1L),
                tables.current().map(RoutingTable::tenantCount).orElse(0),
                cells,
                tenants.lastMinute().stream()
                        .map(hitter ->
                                new TenantView(hitter.tenant().value(), hitter.requests(), hitter.atMostTooMany()))
                        .toList(),
                feed.refusal().orElse(null),
                traffic.now());
    }

    /**
     * Where one tenant's requests go.
     *
     * @param cells of its shard, with their states; empty for a tenant without one
     */
    record ShardView(String tenant, boolean known, long epoch, List<CellView> cells) {}

    @ReadOperation
    ShardView shard(@Selector String tenant) {
        return Optional.of(tenant)
                .filter(TenantId::isValid)
                .flatMap(name -> tables.current().flatMap(table -> table.routesOf(new TenantId(name))))
                .map(routes -> new ShardView(
                        tenant,
                        true,
                        routes.epoch(),
                        routes.members().stream().map(this::cell).toList()))
                .orElseGet(() -> new ShardView(tenant, false, 0, List.of()));
    }

    private CellView cell(RoutedCell cell) {
        return new CellView(
                cell.id().value(),
                cell.zone(),
                cell.state().name().toLowerCase(Locale.ROOT),
                health.breakerOf(cell.id()),
                outliers.isAway(cell.id()),
                cell.nodes().stream()
                        .map(node ->
                                new NodeView(node.toString(), nodes.inFlight(node), outliers.isAway(cell.id(), node)))
                        .toList(),
                traffic.callsOf(cell.id()));
    }
}
