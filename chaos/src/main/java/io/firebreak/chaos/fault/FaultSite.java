package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.region.ProcessName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What there is to break: the cells with their number of nodes, and the shards really assigned.
 *
 * @param nodes how many nodes each cell has
 * @param routers how many routers the region has
 */
public record FaultSite(SortedMap<CellId, Integer> nodes, int routers, SortedMap<TenantId, Shard> shards) {
    public FaultSite {
        nodes = new TreeMap<>(nodes);
        shards = new TreeMap<>(shards);
    }

    List<CellId> cells() {
        return List.copyOf(nodes.keySet());
    }

    List<TenantId> tenants() {
        return List.copyOf(shards.keySet());
    }

    int nodesOf(CellId cell) {
        Integer count = nodes.get(cell);
        if (count == null) {
            throw new IllegalArgumentException("there is no cell " + cell);
        }
        return count;
    }

    /** The processes that connections of this link lead to. */
    List<ProcessName> behind(CellId cell, Link link) {
        return switch (link) {
            case ROUTERS ->
                IntStream.rangeClosed(1, nodesOf(cell))
                        .mapToObj(number -> ProcessName.node(cell, number))
                        .toList();
            case DATABASE -> List.of(ProcessName.database(cell));
            case FLEET -> List.of(ProcessName.fleet(cell));
        };
    }

    Shard shardOf(TenantId tenant) {
        Shard shard = shards.get(tenant);
        if (shard == null) {
            throw new IllegalArgumentException("there is no tenant " + tenant);
        }
        return shard;
    }

    /**
     * The cells that serve nobody while faults go on together: also those that no fault disables alone, as when the last of
     * their nodes dies, or the last router.
     */
    Set<CellId> disabledBy(Collection<PlannedFault> active) {
        Set<ProcessName> gone = active.stream()
                .filter(fault -> fault.means() instanceof Means.Kill || fault.means() instanceof Means.Pause)
                .flatMap(fault -> fault.processes().stream())
                .collect(Collectors.toSet());
        boolean cutOff =
                IntStream.rangeClosed(1, routers).mapToObj(ProcessName::router).allMatch(gone::contains);
        Set<CellId> disabled = active.stream()
                .flatMap(fault -> fault.disabled().stream())
                .collect(Collectors.toCollection(HashSet::new));
        nodes.forEach((cell, count) -> {
            boolean nodeless = IntStream.rangeClosed(1, count)
                    .mapToObj(number -> ProcessName.node(cell, number))
                    .allMatch(gone::contains);
            if (cutOff || nodeless) {
                disabled.add(cell);
            }
        });
        return disabled;
    }
}
