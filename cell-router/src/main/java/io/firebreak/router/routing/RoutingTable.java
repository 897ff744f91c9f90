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
    private final TenantIndex tenants;
    private final Map<TenantId, RoutedTenant> learnt;

    private RoutingTable(
            long version, Map<CellId, RoutedCell> cells, TenantIndex tenants, Map<TenantId, RoutedTenant> learnt) {
        this.version = version;
        this.cells = cells;
        this.tenants = tenants;
        this.learnt = learnt;
    }

    /** A table of what is given, see {@link Builder}. */
    public static RoutingTable of(long version, Collection<RoutedCell> cells, Collection<RoutedTenant> tenants) {
        Builder builder = new Builder();
        cells.forEach(builder::add);
        tenants.forEach(builder::add);
        return builder.build(version);
    }

    /**
     * A table as the directory published it, taken in piece by piece: a million tenants are never all there as objects. An
     * {@link IllegalArgumentException} when a cell, a cell's number or a tenant stands twice, or a tenant's shard names a
     * cell that is not in the table.
     */
    public static final class Builder {
        private final Map<CellId, RoutedCell> cells = new HashMap<>();
        private final Set<Integer> numbers = new HashSet<>();
        private final TenantIndex.Builder tenants = new TenantIndex.Builder();

        /** Adds a cell. */
        public void add(RoutedCell cell) {
            if (cells.put(cell.id(), cell) != null || !numbers.add(cell.number())) {
                throw new IllegalArgumentException("cell %s or its number stands twice".formatted(cell.id()));
            }
        }

        /** Adds a tenant, whose cells may follow. */
        public void add(RoutedTenant tenant) {
            tenants.add(tenant.id(), tenant.epoch(), tenant.shard());
        }

        /** The table. Nothing can be added afterwards. */
        public RoutingTable build(long version) {
            return new RoutingTable(version, Map.copyOf(cells), tenants.build(cells), Map.of());
        }
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
        RoutedTenant news = learnt.get(id);
        return news == null
                ? tenants.find(id)
                : Optional.of(new TenantRoutes(
                        id,
                        news.epoch(),
                        news.shard().cells().stream()
                                .map(cells::get)
                                .filter(cell -> cell != null)
                                .toList()));
    }

    /**
     * This table with what a cell said about a tenant; unchanged when the tenant is unknown, the epoch is not newer, or
     * the shard names a cell this table cannot reach.
     */
    public RoutingTable learn(RoutedTenant news) {
        if (!canLearn(news) || learnt.size() >= MAX_LEARNT) {
            return this;
        }
        Map<TenantId, RoutedTenant> more = new HashMap<>(learnt);
        more.put(news.id(), news);
        return new RoutingTable(version, cells, tenants, Map.copyOf(more));
    }

    /** A newer table, which keeps from this one every epoch learnt from a cell that is newer than its own. */
    public RoutingTable replacedBy(RoutingTable newer) {
        Map<TenantId, RoutedTenant> kept = learnt.values().stream()
                .filter(newer::canLearn)
                .collect(Collectors.toUnmodifiableMap(RoutedTenant::id, tenant -> tenant));
        return new RoutingTable(newer.version, newer.cells, newer.tenants, kept);
    }

    /** How many tenants of this table another one does not have. */
    public int countUnmappedBy(RoutingTable other) {
        return tenants.countMissingIn(other.tenants);
    }

    private boolean canLearn(RoutedTenant news) {
        return routesOf(news.id())
                .filter(known -> known.epoch() < news.epoch()
                        && cells.keySet().containsAll(news.shard().cells()))
                .isPresent();
    }
}
