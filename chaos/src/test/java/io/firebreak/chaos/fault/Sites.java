package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small regions: tenants a to f on every pair of four cells. */
final class Sites {
    private Sites() {}

    static FaultSite pairsOfFour(int nodesPerCell) {
        SortedMap<TenantId, Shard> shards = new TreeMap<>();
        char name = 'a';
        for (int first = 1; first <= 4; first++) {
            for (int second = first + 1; second <= 4; second++) {
                shards.put(new TenantId(String.valueOf(name++)), shard(first, second));
            }
        }
        return new FaultSite(nodes(4, nodesPerCell), 2, shards, new Premises(1, 20));
    }

    /** The same tenants on the one cell. */
    static FaultSite regional(int nodes) {
        SortedMap<TenantId, Shard> shards = new TreeMap<>();
        pairsOfFour(1).tenants().forEach(tenant -> shards.put(tenant, shard(1)));
        return new FaultSite(nodes(1, nodes), 1, shards, new Premises(1, 80));
    }

    /** The same region in another number of zones. */
    static FaultSite inZones(int zones, FaultSite site) {
        return new FaultSite(
                site.nodes(),
                site.routers(),
                site.shards(),
                new Premises(zones, site.premises().hostsPerCell()));
    }

    static CellId cell(int number) {
        return new CellId("cell-" + number);
    }

    private static Shard shard(int... cells) {
        return new Shard(java.util.Arrays.stream(cells).mapToObj(Sites::cell).toList());
    }

    private static SortedMap<CellId, Integer> nodes(int cells, int nodes) {
        SortedMap<CellId, Integer> all = new TreeMap<>();
        List<CellId> ids =
                Stream.iterate(1, i -> i + 1).limit(cells).map(Sites::cell).toList();
        ids.forEach(cell -> all.put(cell, nodes));
        return all;
    }
}
