package io.firebreak.router.health;

import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Which node of a cell gets the next call: the less busy of two drawn at random among those whose breaker lets it through
 * (Mitzenmacher, "The power of two choices in randomized load balancing", 2001). A node that refuses connections always
 * looks idle, which is why each node of a cell of several has a breaker of its own.
 */
public final class NodeChoice {
    private final CellHealth health;
    private final Outliers outliers;
    private final RandomGenerator random;
    private final Map<URI, AtomicInteger> inFlight = new ConcurrentHashMap<>();

    public NodeChoice(CellHealth health, Outliers outliers, RandomGenerator random) {
        this.health = health;
        this.outliers = outliers;
        this.random = random;
    }

    /**
     * A node of the cell that was not tried yet, or nothing when all were. Gray and dead ones come last. When the breakers of
     * all of them are open, they are ignored: the cell's own breaker decides whether it is asked at all.
     */
    public Optional<NodeLease> lease(RoutedCell cell, Set<URI> tried) {
        List<URI> left = new ArrayList<>(cell.nodes());
        left.removeAll(tried);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        if (cell.nodes().size() == 1) {
            URI only = left.getFirst();
            return Optional.of(new NodeLease(only, busy(only), null));
        }
        List<URI> preferred = outliers.preferred(cell, left);
        return admitted(preferred)
                .or(() -> admitted(
                        left.stream().filter(node -> !preferred.contains(node)).toList()))
                .or(() -> {
                    URI node = lessBusyOfTwo(preferred);
                    return Optional.of(new NodeLease(node, busy(node), health.admitAnyway(node)));
                });
    }

    private Optional<NodeLease> admitted(List<URI> nodes) {
        List<URI> candidates = new ArrayList<>(nodes);
        while (!candidates.isEmpty()) {
            URI node = lessBusyOfTwo(candidates);
            Optional<CallPermit> permit = health.admit(node);
            if (permit.isPresent()) {
                return Optional.of(new NodeLease(node, busy(node), permit.get()));
            }
            candidates.remove(node);
        }
        return Optional.empty();
    }

    /**
     * Whether a node of the cell that was not tried yet is believed alive. Without one it is better to wait for the node that was
     * asked than to give it up for one that is dead, as while the other one of two is restarted.
     */
    public boolean hasOneAlive(RoutedCell cell, Set<URI> tried) {
        for (URI node : cell.nodes()) {
            if (!tried.contains(node) && !outliers.isDown(cell.id(), node) && !health.isOpen(node)) {
                return true;
            }
        }
        return false;
    }

    /** Calls in flight at all nodes of a cell. */
    public int inFlight(RoutedCell cell) {
        int calls = 0;
        for (URI node : cell.nodes()) {
            calls += inFlight(node);
        }
        return calls;
    }

    /** Calls in flight at a node. */
    public int inFlight(URI node) {
        AtomicInteger calls = inFlight.get(node);
        return calls == null ? 0 : calls.get();
    }

    /** Forgets the nodes that are not in the table. */
    public void keepOnly(RoutingTable table) {
        Set<URI> nodes =
                table.cells().stream().flatMap(cell -> cell.nodes().stream()).collect(Collectors.toSet());
        inFlight.keySet().retainAll(nodes);
    }

    private URI lessBusyOfTwo(List<URI> nodes) {
        int size = nodes.size();
        if (size == 1) {
            return nodes.getFirst();
        }
        int first = random.nextInt(size);
        int second = (first + 1 + random.nextInt(size - 1)) % size;
        URI one = nodes.get(first);
        URI two = nodes.get(second);
        return busy(one).get() <= busy(two).get() ? one : two;
    }

    private AtomicInteger busy(URI node) {
        return inFlight.computeIfAbsent(node, n -> new AtomicInteger());
    }
}
