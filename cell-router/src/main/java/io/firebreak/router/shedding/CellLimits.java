package io.firebreak.router.shedding;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RoutedCell;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The limits of cells that shed. While none does, a call costs one look at an empty map. There are at most as many as cells.
 */
public final class CellLimits {
    private static final Optional<Pass> FREE = Optional.of(Pass.FREE);

    private final Map<CellId, CellLimit> limits = new ConcurrentHashMap<>();
    private final ToIntFunction<RoutedCell> underWay;
    private final long seed;
    private final Clock clock;
    private final Map<Level, Counter> heldBack = new EnumMap<>(Level.class);

    /**
     * Without any.
     *
     * @param underWay how many calls this router has under way at a cell
     * @param seed of the places tenants are counted in; secret, for tenants choose their names
     */
    public CellLimits(ToIntFunction<RoutedCell> underWay, long seed, Clock clock, MeterRegistry meters) {
        this.underWay = underWay;
        this.seed = seed;
        this.clock = clock;
        Gauge.builder("firebreak.router.limited.cells", limits, Map::size)
                .description("cells that have shed calls lately, and get only as many at once as they take")
                .register(meters);
        for (Level level : Level.values()) {
            heldBack.put(
                    level,
                    Counter.builder("firebreak.router.held.back")
                            .description("calls turned away for a cell that sheds and has as many as it takes")
                            .tag("level", level.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** Leave to call a cell; nothing when the call is held back. */
    public Optional<Pass> enter(RoutedCell cell, RequestKind kind, @Nullable TenantId tenant) {
        CellLimit limit = limitOf(cell);
        if (limit == null) {
            return FREE;
        }
        Level level = Level.of(kind);
        long hash = hashOf(tenant);
        if (limit.enter(level, hash, underWay.applyAsInt(cell), clock.monotonicTime())) {
            return Optional.of(Pass.counted(limit, level, hash));
        }
        count(level);
        return Optional.empty();
    }

    /** Whether a call need not be begun, since every cell there is would hold it back; if not, {@link #enter} decides. */
    public boolean allHoldBack(List<RoutedCell> cells, RequestKind kind, TenantId tenant) {
        if (limits.isEmpty() || cells.isEmpty()) {
            return false;
        }
        Level level = Level.of(kind);
        long hash = hashOf(tenant);
        for (RoutedCell cell : cells) {
            CellLimit limit = limitOf(cell);
            if (limit == null || !limit.holdsBack(level, hash, underWay.applyAsInt(cell), clock.monotonicTime())) {
                return false;
            }
        }
        count(level);
        return true;
    }

    private void count(Level level) {
        Counter counter = heldBack.get(level);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A cell has served a call. */
    public void served(RoutedCell cell) {
        CellLimit limit = limitOf(cell);
        if (limit != null) {
            limit.served(underWay.applyAsInt(cell));
        }
    }

    /** A cell has refused a call, for it has too much to do; from now on it has a limit. */
    public void shed(RoutedCell cell) {
        long now = clock.monotonicTime();
        CellLimit limit = limits.get(cell.id());
        if (limit == null) {
            limits.values().removeIf(other -> other.isOver(now));
            limit = limits.computeIfAbsent(cell.id(), first -> new CellLimit(underWay.applyAsInt(cell), now));
        }
        limit.shed(now);
    }

    private @Nullable CellLimit limitOf(RoutedCell cell) {
        if (limits.isEmpty()) {
            return null;
        }
        CellLimit limit = limits.get(cell.id());
        if (limit != null && limit.isOver(clock.monotonicTime())) {
            limits.remove(cell.id(), limit);
            return null;
        }
        return limit;
    }

    private long hashOf(@Nullable TenantId tenant) {
        return tenant == null ? seed : StableHash.of(seed, tenant.value());
    }
}
