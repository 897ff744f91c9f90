package io.firebreak.assigner;

import java.util.List;

/**
 * Maps tenants to shards. An assigner is a function of its lattice, its seed and the tenant's name: asked again, also in
 * another process, it gives the same answer. It is safe for use by many threads.
 */
@FunctionalInterface
public interface ShardAssigner {
    /** The cells that serve the tenant. */
    Shard assign(TenantId tenant);

    /**
     * The {@code regional} architecture: every tenant on the same cells, all active ones of the lattice.
     *
     * @throws IllegalArgumentException when no cell of the lattice is active
     */
    static ShardAssigner wholeRegion(Lattice lattice) {
        List<Cell> active = lattice.active();
        if (active.isEmpty()) {
            throw new IllegalArgumentException("no cell is active");
        }
        Shard all = new Shard(active.stream().map(Cell::id).toList());
        return tenant -> all;
    }
}
