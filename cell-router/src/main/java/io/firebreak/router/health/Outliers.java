package io.firebreak.router.health;

import io.firebreak.assigner.CellId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.micrometer.core.instrument.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Puts gray cells at the end of the order in which cells are asked. Nothing is ever taken out of the order: when all cells
 * are gray they are asked as before, and a call only one cell can answer goes to it however gray it is. That is what a
 * breaker, which refuses calls, could not do at the low share of failures that makes a cell gray.
 */
public final class Outliers {
    private final OutlierSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<CellId, GrayWatch> watches = new ConcurrentHashMap<>();

    public Outliers(OutlierSettings settings, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** A call of a cell ended. */
    public void record(CellId cell, boolean failed) {
        watches.computeIfAbsent(cell, unknown -> new GrayWatch(settings)).record(failed, clock.monotonicTime());
    }

    /** The same cells, those to be avoided last, otherwise in the same order. */
    public List<RoutedCell> lastInLine(List<RoutedCell> cells) {
        if (cells.size() < 2 || watches.isEmpty()) {
            return cells;
        }
        long now = clock.monotonicTime();
        List<RoutedCell> first = new ArrayList<>(cells.size());
        List<RoutedCell> last = new ArrayList<>();
        for (RoutedCell cell : cells) {
            GrayWatch watch = watches.get(cell.id());
            (watch != null && watch.avoids(now, random) ? last : first).add(cell);
        }
        first.addAll(last);
        return first;
    }

    /** Whether the cell is gray, or was and is not tried again yet. */
    public boolean isAway(CellId cell) {
        GrayWatch watch = watches.get(cell);
        return watch != null && watch.isAway(clock.monotonicTime());
    }

    /** Forgets the cells that are not in the table. */
    public void keepOnly(RoutingTable table) {
        Set<CellId> cells = table.cells().stream().map(RoutedCell::id).collect(Collectors.toSet());
        watches.keySet().retainAll(cells);
    }
}
