package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a router must know to find a tenant's cells: immutable, and replaced as a whole. Newer epochs learnt from
 * cells lie over it, since copying every tenant for one of them would cost too much.
 */
public final class RoutingTable {
    /** Epochs learnt from cells between two tables; more means the directory is long dead and the rest is asked again. */
    private static final int MAX_LEARNT = 10_000;

    private final long version;
    private final Map<CellId, RoutedCell> cells;
    private final Map<TenantId, RoutedTenant> tenants;
    private final Map<TenantId, RoutedTenant> learnt;

    private RoutingTable(
            long version,
            Map<CellId, RoutedCell> cells,
            Map<TenantId, RoutedTenant> tenants,
            Map<TenantId, RoutedTenant> learnt) {
        this.version = version;
        this.cells = cells;
        this.tenants = tenants;
        this.learnt = learnt;
    }

    /**
     * A table as the directory published it. An {@link IllegalArgumentException} when a cell, a cell's number or a tenant
     * stands twice, or a tenant's shard names a cell that is not in the table.
     */
    public static RoutingTable of(long version, Collection<RoutedCell> cells, Collection<RoutedTenant> tenants) {
        Map<CellId, RoutedCell> cellsById = HashMap.newHashMap(cells.size());
        Set<Integer> numbers = new HashSet<>();
        for (RoutedCell cell : cells) {
            if (cellsById.put(cell.id(), cell) != null || !numbers.add(cell.number())) {
                throw new IllegalArgumentException("cell %s or its number stands twice".formatted(cell.id()));
            }
        }
        Map<TenantId, RoutedTenant> tenantsById = HashMap.newHashMap(tenants.size());
        for (RoutedTenant tenant : tenants) {
            if (tenantsById.put(tenant.id(), tenant) != null) {
                throw new IllegalArgumentException("tenant %s stands twice".formatted(tenant.id()));
            }
            if (!cellsById.keySet().containsAll(tenant.shard().cells())) {
                throw new IllegalArgumentException("the shard of %s names an unknown cell".formatted(tenant.id()));
            }
        }
        return new RoutingTable(version, cellsById, tenantsById, Map.of());
    }

    public long version() {
        return version;
    }

    public int tenantCount() {
        return tenants.size();
    }

    public Collection<RoutedCell> cells() {
        return cells.values();
    }

    public Optional<RoutedCell> cell(CellId id) {
        return Optional.ofNullable(cells.get(id));
    }

    /** The tenant and its cells, or nothing when the table does not know it. */
    public Optional<TenantRoutes> routesOf(TenantId id) {
        RoutedTenant tenant = learnt.getOrDefault(id, tenants.get(id));
        return tenant == null
                ? Optional.empty()
                : Optional.of(new TenantRoutes(
                        tenant,
                        tenant.shard().cells().stream()
                                .map(cells::get)
                                .filter(cell -> cell != null)
                                .toList()));
    }

    /**
     * This table with what a cell said about a tenant; unchanged when the tenant is unknown, the epoch is not newer, or
     * the shard names a cell this table cannot reach.
     */
    public RoutingTable learn(RoutedTenant news) {
        RoutedTenant known = learnt.getOrDefault(news.id(), tenants.get(news.id()));
        if (known == null
                || known.epoch() >= news.epoch()
                || !cells.keySet().containsAll(news.shard().cells())
                || learnt.size() >= MAX_LEARNT) {
            return this;
        }
        Map<TenantId, RoutedTenant> more = new HashMap<>(learnt);
        more.put(news.id(), news);
        return new RoutingTable(version, cells, tenants, Map.copyOf(more));
    }

    /** A newer table, which keeps from this one every epoch learnt from a cell that is newer than its own. */
    public RoutingTable replacedBy(RoutingTable newer) {
        Map<TenantId, RoutedTenant> kept = learnt.values().stream()
                .filter(tenant -> {
                    RoutedTenant theirs = newer.tenants.get(tenant.id());
                    return theirs != null
                            && theirs.epoch() < tenant.epoch()
                            && newer.cells.keySet().containsAll(tenant.shard().cells());
                })
                .collect(Collectors.toUnmodifiableMap(RoutedTenant::id, tenant -> tenant));
        return new RoutingTable(newer.version, newer.cells, newer.tenants, kept);
    }
}
