package io.firebreak.assigner.rendezvous;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rendezvous hashing with bounded loads, for a known list of tenants: no cell gets more than ⌈(1 + ε)·T·w/W⌉ of T
 * tenants. The tenants choose in the order of their hashes, each the best of its cells that has room, so the order of
 * the list does not matter. When a tenant or a cell comes or goes, tenants move that must, and those who find a place taken or
 * freed by one that moved: O(1/ε²) for each that must in expectation. Cost of building: O(T·n); of a look-up: one of a
 * hash table. Source: Mirrokni, Thorup and Zadimoghaddam, "Consistent hashing with bounded loads", SODA 2018, with
 * rendezvous scores in place of the ring.
 */
public final class BoundedRendezvous implements ShardAssigner {
    private final Map<TenantId, Shard> shards = new HashMap<>();

    /**
     * Assigns all tenants.
     *
     * @param tenants in any order
     * @param excess ε, above 0: what a cell may have above its fair share
     * @throws IllegalArgumentException when ε is not above 0, a tenant stands twice, or no cell is active
     */
    public BoundedRendezvous(Lattice lattice, Collection<TenantId> tenants, double excess, long seed) {
        if (!(excess > 0) || Double.isInfinite(excess)) {
            throw new IllegalArgumentException("excess %s must be above 0".formatted(excess));
        }
        ActiveCells active = new ActiveCells(lattice);
        int[] room = room(active, tenants.size(), excess);
        long[] hashes = lattice.active().stream()
                .mapToLong(cell -> RendezvousOrder.hashOf(cell.id()))
                .toArray();
        List<TenantId> inOrder = tenants.stream()
                .sorted(Comparator.comparingLong((TenantId tenant) -> StableHash.of(seed, tenant.value()))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (TenantId tenant : inOrder) {
            int cell = best(active, hashes, room, StableHash.of(seed, tenant.value()));
            room[cell]--;
            if (shards.put(tenant, active.shard(new int[] {cell})) != null) {
                throw new IllegalArgumentException("tenant %s stands twice in the list".formatted(tenant));
            }
        }
    }

    private static int[] room(ActiveCells active, int tenants, double excess) {
        double total = 0;
        for (int cell = 0; cell < active.size(); cell++) {
            total += active.cell(cell).weight();
        }
        int[] room = new int[active.size()];
        for (int cell = 0; cell < room.length; cell++) {
            double share = active.cell(cell).weight() / total * tenants;
            room[cell] = (int) Math.min(tenants, Math.ceil((1 + excess) * share));
        }
        return room;
    }

    private static int best(ActiveCells active, long[] hashes, int[] room, long key) {
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < hashes.length; cell++) {
            if (room[cell] > 0) {
                double score = RendezvousOrder.score(
                        key, hashes[cell], active.cell(cell).weight());
                if (score > bestScore) {
                    best = cell;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /**
     * The cell of a tenant of the list.
     *
     * @throws IllegalArgumentException when the tenant is not of the list
     */
    @Override
    public Shard assign(TenantId tenant) {
        Shard shard = shards.get(tenant);
        if (shard == null) {
            throw new IllegalArgumentException("tenant %s is not of the list".formatted(tenant));
        }
        return shard;
    }
}
