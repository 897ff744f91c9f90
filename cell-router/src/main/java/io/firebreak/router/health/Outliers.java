package io.firebreak.router.health;

import io.firebreak.assigner.CellId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.micrometer.core.instrument.Clock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts gray cells at the end of the order in which cells are asked, and gray nodes at the end of their cell's; also those that
 * probes find dead. Nothing is ever taken out of the order: when all cells are gray they are asked as before, and a call only
 * one cell can answer goes to it however gray it is. That is what a breaker, which refuses calls, could not do at the low
 * share of failures that makes a cell gray.
 *
 * <p>A gray node does not make its cell gray: what failed there is held against the cell only as long as the node looks no
 * worse than its cell's others.
 */
public final class Outliers {
    private final GrayGroup<CellId> cells;
    private final Map<CellId, GrayGroup<URI>> nodes = new ConcurrentHashMap<>();
    private final Supplier<GrayGroup<URI>> newNodes;

    public Outliers(OutlierSettings settings, Clock clock, RandomGenerator random) {
        this.cells = new GrayGroup<>(settings, clock, random);
        this.newNodes = () -> new GrayGroup<>(settings, clock, random);
    }

    /** A call of one of the cell's nodes ended; its visit of the cell may go on. */
    public void attempted(RoutedCell cell, URI node, boolean failed) {
        if (cell.nodes().size() > 1 && nodesOf(cell).record(node, failed ? node : null)) {
            cells.forgive(cell.id(), node);
        }
    }

    /**
     * A visit of a cell ended.
     *
     * @param node the last one asked; null when none was
     */
    public void visited(RoutedCell cell, @Nullable URI node, boolean failed) {
        if (!failed) {
            cells.record(cell.id(), null);
        } else if (node == null) {
            cells.record(cell.id(), cell.id());
        } else if (!isWorseThanOthers(cell, node)) {
            cells.record(cell.id(), node);
        }
    }

    /**
     * Probes have made up their mind about a node. A cell is found dead when all its nodes are.
     *
     * @param well whether it takes calls again
     */
    public void probed(RoutedCell cell, URI node, boolean well) {
        if (well) {
            GrayGroup<URI> group = nodes.get(cell.id());
            if (group != null) {
                group.comeUp(node);
            }
            cells.comeUp(cell.id());
            return;
        }
        GrayGroup<URI> group = nodesOf(cell);
        group.goDown(node);
        if (cell.nodes().stream().allMatch(group::isDown)) {
            cells.goDown(cell.id());
        }
    }

    /** The same cells, those to be avoided last, otherwise in the same order. */
    public List<RoutedCell> lastInLine(List<RoutedCell> all) {
        return cells.lastInLine(all, RoutedCell::id);
    }

    /** Those of a cell's nodes that are not to be avoided; when all are, those that come back; else all of them. */
    List<URI> preferred(RoutedCell cell, List<URI> some) {
        GrayGroup<URI> group = nodes.get(cell.id());
        if (group == null) {
            return some;
        }
        List<URI> preferred = group.withoutAvoided(some);
        if (preferred.isEmpty()) {
            preferred = group.withoutThoseAway(some);
        }
        return preferred.isEmpty() ? some : preferred;
    }

    /** Whether the cell is gray, or was and is not tried again yet, or is dead. */
    public boolean isAway(CellId cell) {
        return cells.isAway(cell);
    }

    /** The same of one node. */
    public boolean isAway(CellId cell, URI node) {
        GrayGroup<URI> group = nodes.get(cell);
        return group != null && group.isAway(node);
    }

    /** Whether probes find one of the cell's nodes dead. */
    boolean isDown(CellId cell, URI node) {
        GrayGroup<URI> group = nodes.get(cell);
        return group != null && group.isDown(node);
    }

    /** Whether probes reach no node of the cell. */
    public boolean isDown(CellId cell) {
        return cells.isDown(cell);
    }

    /** Forgets the cells and nodes that are not in the table. */
    public void keepOnly(RoutingTable table) {
        Map<CellId, List<URI>> known =
                table.cells().stream().collect(Collectors.toMap(RoutedCell::id, RoutedCell::nodes));
        cells.keepOnly(known.keySet());
        nodes.keySet().retainAll(known.keySet());
        nodes.forEach((cell, group) -> group.keepOnly(known.getOrDefault(cell, List.of())));
    }

    private boolean isWorseThanOthers(RoutedCell cell, URI node) {
        GrayGroup<URI> group = nodes.get(cell.id());
        return group != null && group.isAway(node) && cell.nodes().stream().anyMatch(other -> !group.isAway(other));
    }

    private GrayGroup<URI> nodesOf(RoutedCell cell) {
        GrayGroup<URI> known = nodes.get(cell.id());
        if (known != null) {
            return known;
        }
        GrayGroup<URI> made = newNodes.get();
        made.keepOnly(cell.nodes());
        GrayGroup<URI> raced = nodes.putIfAbsent(cell.id(), made);
        return raced == null ? made : raced;
    }
}
