package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Everything a router must know to find a tenant's cells: immutable, and replaced as a whole. Newer epochs learnt from
 * cells lie over it, since copying every tenant for one of them would cost too much.
 */
public final class RoutingTable {
    /** Epochs learnt from cells between two tables; more means the directory is long dead and the rest is asked again. */
    private static final int MAX_LEARNT = 10_000;

    private final long version;
    private final String revision;
    private final Map<CellId, RoutedCell> cells;
    private final TenantIndex tenants;
    private final Map<TenantId, RoutedTenant> learnt;
    /** Where tenants go that are not listed; nothing when those are unknown. */
    private final Optional<ShardAssigner> others;

    private RoutingTable(
            long version,
            String revision,
            Map<CellId, RoutedCell> cells,
            TenantIndex tenants,
            Map<TenantId, RoutedTenant> learnt,
            Optional<ShardAssigner> others) {
        this.version = version;
        this.revision = revision;
        this.cells = cells;
        this.tenants = tenants;
        this.learnt = learnt;
        this.others = others;
    }

    /** A table of what is given, see {@link Builder}. */
    public static RoutingTable of(long version, Collection<RoutedCell> cells, Collection<RoutedTenant> tenants) {
        Builder builder = new Builder();
        cells.forEach(builder::add);
        tenants.forEach(builder::add);
        return builder.build(version, "");
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
        private Optional<ShardAssigner> others = Optional.empty();

        /** Adds a cell. */
        public void add(RoutedCell cell) {
            if (cells.put(cell.id(), cell) != null || !numbers.add(cell.number())) {
                throw new IllegalArgumentException("cell %s or its number stands twice".formatted(cell.id()));
            }
        }

        /** Adds a tenant, whose cells may follow. */
        public void add(RoutedTenant tenant) {
            tenants.add(tenant);
        }

        /** Every tenant that is not added is known too and has the shard an assigner over these cells gives it. */
        public void assignOthersBy(ShardAssigner assigner) {
            others = Optional.of(assigner);
        }

        /**
         * The table. Nothing can be added afterwards.
         *
         * @param revision its name in the directory's history; empty when the directory gives none
         */
        public RoutingTable build(long version, String revision) {
            return new RoutingTable(version, revision, Map.copyOf(cells), tenants.build(cells), Map.of(), others);
        }
    }

    public long version() {
        return version;
    }

    /** What the directory calls this table in its history; empty when it gave no name, and then there are no deltas. */
    public String revision() {
        return revision;
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
                        .or(() -> others.map(assigner -> routes(new RoutedTenant(id, 1, assigner.assign(id)))))
                : Optional.of(routes(withRatesOfTable(news)));
    }

    /** Cells tell where a tenant is, and nothing of its rates. */
    private RoutedTenant withRatesOfTable(RoutedTenant news) {
        RequestRates rates = tenants.ratesOf(news.id());
        return rates == null
                ? news
                : new RoutedTenant(news.id(), news.epoch(), news.shard(), news.formerCells(), rates);
    }

    private TenantRoutes routes(RoutedTenant tenant) {
        return new TenantRoutes(
                tenant.id(),
                tenant.epoch(),
                known(tenant.shard().cells()),
                known(tenant.formerCells()),
                tenant.rates());
    }

    private List<RoutedCell> known(List<CellId> ids) {
        return ids.stream().map(cells::get).filter(cell -> cell != null).toList();
    }

    /** Shows every tenant as the directory published it, in no order. */
    public void forEachPublished(Consumer<TenantRoutes> action) {
        tenants.forEach(action);
    }

    /** Whether the directory published a tenant. */
    public boolean hasPublished(TenantId id) {
        return tenants.contains(id);
    }

    /**
     * The table a delta of the directory makes of this one, in time and garbage of the delta's size. Of what was learnt it
     * keeps what is newer, as {@link #replacedBy}. An {@link IllegalArgumentException} when the delta contradicts itself or
     * is none of this table.
     */
    public RoutingTable with(TableDelta delta) {
        if (revision.isEmpty() || !delta.since().equals(revision)) {
            throw new IllegalArgumentException(
                    "the delta is of table '%s', not of '%s'".formatted(delta.since(), revision));
        }
        Map<CellId, RoutedCell> more = new HashMap<>(cells);
        delta.cells().forEach(cell -> more.put(cell.id(), cell));
        if (more.values().stream().map(RoutedCell::number).distinct().count() < more.size()) {
            throw new IllegalArgumentException("a cell's number stands twice");
        }
        Map<CellId, RoutedCell> known = Map.copyOf(more);
        return replacedBy(new RoutingTable(
                delta.version(),
                delta.revision(),
                known,
                tenants.with(delta.tenants(), delta.gone(), known),
                Map.of(),
                others));
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
        return new RoutingTable(version, revision, cells, tenants, Map.copyOf(more), others);
    }

    /** A newer table, which keeps from this one every epoch learnt from a cell that is newer than its own. */
    public RoutingTable replacedBy(RoutingTable newer) {
        Map<TenantId, RoutedTenant> kept = learnt.values().stream()
                .filter(newer::canLearn)
                .collect(Collectors.toUnmodifiableMap(RoutedTenant::id, tenant -> tenant));
        return new RoutingTable(newer.version, newer.revision, newer.cells, newer.tenants, kept, newer.others);
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
