package io.firebreak.assigner.analysis;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The shards tenants really have, in the order of the tenants' names, and whom the loss of given cells reaches. */
public record Assignment(SortedMap<TenantId, Shard> shards) {
    public Assignment(Map<TenantId, Shard> shards) {
        this(new TreeMap<>(shards));
    }

    public Assignment {
        shards = Collections.unmodifiableSortedMap(new TreeMap<>(shards));
    }

    /** What an assigner gives to these tenants. */
    public static Assignment of(ShardAssigner assigner, Collection<TenantId> tenants) {
        SortedMap<TenantId, Shard> shards = new TreeMap<>();
        tenants.forEach(tenant -> shards.put(tenant, assigner.assign(tenant)));
        return new Assignment(shards);
    }

    /**
     * All cells of these tenants' shards: what they take down if they are poison.
     *
     * @throws IllegalArgumentException naming a tenant that has no shard here
     */
    public SortedSet<CellId> cellsOf(Collection<TenantId> tenants) {
        SortedSet<CellId> cells = new TreeSet<>();
        for (TenantId tenant : tenants) {
            Shard shard = shards.get(tenant);
            if (shard == null) {
                throw new IllegalArgumentException("tenant '%s' has no shard".formatted(tenant));
            }
            cells.addAll(shard.cells());
        }
        return Collections.unmodifiableSortedSet(cells);
    }

    /** The tenants that have no cell left: what any cell of a shard can serve fails for exactly them. */
    public SortedSet<TenantId> wholeShardHit(Set<CellId> deadCells) {
        return tenants(shard -> deadCells.containsAll(shard.cells()));
    }

    /** The tenants that lost at least one cell, with those that lost all. */
    public SortedSet<TenantId> anyCellHit(Set<CellId> deadCells) {
        return tenants(shard -> shard.cells().stream().anyMatch(deadCells::contains));
    }

    private SortedSet<TenantId> tenants(Predicate<Shard> hit) {
        SortedSet<TenantId> tenants = new TreeSet<>();
        shards.forEach((tenant, shard) -> {
            if (hit.test(shard)) {
                tenants.add(tenant);
            }
        });
        return Collections.unmodifiableSortedSet(tenants);
    }
}
