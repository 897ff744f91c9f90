package io.firebreak.router.health;

import io.firebreak.assigner.CellId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Clock;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker per cell, and one per node for cells of several nodes. A cell whose breaker is open is not asked: its
 * launches go to the next cell at once, and its own calls are refused at once instead of after a timeout.
 */
public final class CellHealth {
    static final String CELLS = "cell";
    static final String NODES = "node";
    /** Not {@code kind}: resilience4j's own meters have a tag of that name, and would take the one for the other. */
    private static final String GUARDS = "guards";

    private static final Logger LOG = LoggerFactory.getLogger(CellHealth.class);

    private final CircuitBreakerRegistry registry;
    private final Clock clock;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /** Over a registry, so that the breakers can be measured. */
    public CellHealth(BreakerSettings cells, BreakerSettings nodes, Clock clock, CircuitBreakerRegistry registry) {
        this.registry = registry;
        this.clock = clock;
        registry.addConfiguration(CELLS, cells.toConfig());
        registry.addConfiguration(NODES, nodes.toConfig());
        registry.getEventPublisher()
                .onEntryAdded(added -> added.getAddedEntry()
                        .getEventPublisher()
                        .onStateTransition(change -> LOG.info(
                                "breaker of {}: {}", change.getCircuitBreakerName(), change.getStateTransition())));
    }

    /** Leave to call a cell, or nothing while it is believed dead. */
    public Optional<CallPermit> admit(CellId cell) {
        return permit(breaker(CELLS, cell.value()));
    }

    /** A call of a cell that its breaker may not hold back, since all cells of the shard are believed dead. */
    public CallPermit admitAnyway(CellId cell) {
        return CallPermit.unasked(breaker(CELLS, cell.value()), clock);
    }

    /** Leave to call one of several nodes of a cell. */
    Optional<CallPermit> admit(URI node) {
        return permit(breaker(NODES, node.toString()));
    }

    /** A call of a node that nothing may hold back, since all nodes of its cell are believed dead. */
    CallPermit admitAnyway(URI node) {
        return CallPermit.unasked(breaker(NODES, node.toString()), clock);
    }

    /** Probes find a cell or one of its nodes well again, so calls may find out now, and not only when the breaker's time is over. */
    public void comesBack(RoutedCell cell, URI node) {
        halfOpen(cell.id().value());
        halfOpen(node.toString());
    }

    private void halfOpen(String name) {
        CircuitBreaker breaker = breakers.get(name);
        if (breaker != null && breaker.getState() == State.OPEN) {
            breaker.transitionToHalfOpenState();
        }
    }

    /** Whether the cell's breaker would refuse right now. */
    public boolean isOpen(CellId cell) {
        return isOpen(cell.value());
    }

    /** Whether the breaker of one of several nodes would refuse right now. */
    boolean isOpen(URI node) {
        return isOpen(node.toString());
    }

    private boolean isOpen(String name) {
        CircuitBreaker breaker = breakers.get(name);
        return breaker != null && breaker.getState() == State.OPEN;
    }

    /** The state of the cell's breaker: closed, open, half_open. */
    public String breakerOf(CellId cell) {
        CircuitBreaker breaker = breakers.get(cell.value());
        return (breaker == null ? State.CLOSED : breaker.getState()).name().toLowerCase(Locale.ROOT);
    }

    /** Forgets the cells and nodes that are not in the table. */
    public void keepOnly(RoutingTable table) {
        Set<String> names = table.cells().stream()
                .flatMap(cell -> Stream.concat(Stream.of(cell.id().value()), names(cell)))
                .collect(Collectors.toSet());
        for (String name : Set.copyOf(breakers.keySet())) {
            if (!names.contains(name)) {
                breakers.remove(name);
                registry.remove(name);
            }
        }
    }

    private static Stream<String> names(RoutedCell cell) {
        return cell.nodes().stream().map(URI::toString);
    }

    private Optional<CallPermit> permit(CircuitBreaker breaker) {
        return breaker.tryAcquirePermission() ? Optional.of(CallPermit.acquired(breaker, clock)) : Optional.empty();
    }

    private CircuitBreaker breaker(String kind, String name) {
        CircuitBreaker known = breakers.get(name);
        return known != null
                ? known
                : breakers.computeIfAbsent(name, n -> registry.circuitBreaker(n, kind, Map.of(GUARDS, kind)));
    }
}
