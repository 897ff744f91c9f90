package io.firebreak.chaos.compare;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousAssigner;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import io.firebreak.chaos.fault.FaultSite;
import io.firebreak.chaos.fault.Premises;
import io.firebreak.chaos.region.RegionSettings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a region will have to break, before it exists: its directory assigns shards with the same library, seed and names,
 * so they come out the same. For dry runs and for finding bad targets early; what is measured is held against the shards
 * the directory really assigned.
 */
final class PlannedSite {
    private PlannedSite() {}

    static FaultSite of(RegionSettings settings) {
        RegionSettings deployed = settings.deployed();
        List<Cell> cells = IntStream.range(0, deployed.cells())
                .mapToObj(i -> Cell.of("cell-" + (i + 1), "zone-" + (i % deployed.zones() + 1)))
                .toList();
        ShardAssigner assigner = assigner(deployed, new Lattice(cells));
        SortedMap<CellId, Integer> nodes = new TreeMap<>();
        cells.forEach(cell -> nodes.put(cell.id(), deployed.nodesPerCell()));
        SortedMap<TenantId, Shard> shards = new TreeMap<>();
        for (int number = 1; number <= deployed.tenants(); number++) {
            TenantId tenant = new TenantId(name(number, deployed.tenants()));
            shards.put(tenant, assigner.assign(tenant));
        }
        return new FaultSite(
                nodes, deployed.routers(), shards, new Premises(deployed.zones(), deployed.hostsPerCell()));
    }

    private static ShardAssigner assigner(RegionSettings deployed, Lattice lattice) {
        return switch (deployed.architecture()) {
            case REGIONAL -> ShardAssigner.wholeRegion(lattice);
            case CELLULAR -> new RendezvousAssigner(lattice, deployed.seed());
            case SHUFFLE -> new ShuffleAssigner(lattice, deployed.shardSize(), deployed.seed());
        };
    }

    /** As a local region calls its tenants. */
    private static String name(int number, int tenants) {
        int digits = Math.max(3, Integer.toString(tenants).length());
        return String.format("t-%0" + digits + "d", number);
    }
}
