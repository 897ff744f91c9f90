package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    Shard shardOf(TenantId tenant) {
        Shard shard = shards.get(tenant);
        if (shard == null) {
            throw new IllegalArgumentException("there is no tenant " + tenant);
        }
        return shard;
    }
}
