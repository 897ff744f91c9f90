package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.fleet.api.Rack;
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
public record FaultSite(
        SortedMap<CellId, Integer> nodes, int routers, SortedMap<TenantId, Shard> shards, Premises premises) {
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

    /** The racks of a cell, zone by zone; the only cell of a region has hosts in all zones. */
    List<Rack> racksOf(CellId cell) {
        return Rack.of(
                premises.hostsPerCell(),
                nodes.size() == 1 ? premises.zoneNames() : List.of(premises.zoneOf(number(cell))));
    }

    /** The nodes of a cell that stand in a zone. */
    List<ProcessName> nodesIn(String zone, CellId cell) {
        return IntStream.rangeClosed(1, nodesOf(cell))
                .filter(node ->
                        premises.zoneOf(nodes.size() == 1 ? node : number(cell)).equals(zone))
                .mapToObj(node -> ProcessName.node(cell, node))
                .toList();
    }

    /** Whether the one database of a cell stands in a zone. */
    boolean isDatabaseIn(String zone, CellId cell) {
        return premises.zoneOf(nodes.size() == 1 ? 1 : number(cell)).equals(zone);
    }

    /** Whether hosts of a cell stand in a zone. */
    boolean areHostsIn(String zone, CellId cell) {
        return nodes.size() == 1 || isDatabaseIn(zone, cell);
    }

    /** Cells are numbered from 1. */
    private static int number(CellId cell) {
        return Integer.parseInt(cell.value().substring(cell.value().lastIndexOf('-') + 1));
    }

    /**
     * The cells that serve nobody while faults go on together, at a time of the plan: also those that no fault disables alone, as when the last of
     * their nodes dies, or the last router.
     */
    Set<CellId> disabledBy(Collection<PlannedFault> active, long nanos) {
        Set<ProcessName> gone = active.stream()
                .filter(fault -> fault.means().holdsDead() || fault.means() instanceof Means.Pause)
                .flatMap(fault -> fault.processes().stream())
                .collect(Collectors.toSet());
        boolean cutOff =
                IntStream.rangeClosed(1, routers).mapToObj(ProcessName::router).allMatch(gone::contains);
        Set<CellId> disabled = active.stream()
                .flatMap(fault -> fault.disabledAt(nanos).stream())
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
