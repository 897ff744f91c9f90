package io.firebreak.assigner.rendezvous;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * The {@code cellular} architecture: each tenant on one cell, the one with the highest score −w/ln(u), where u is the
 * hash of (seed, tenant, cell) in (0, 1). A cell gets tenants in proportion to its weight; adding or removing a cell
 * moves only the tenants that must move. Cost O(n). Source: Thaler and Ravishankar, "Using name-based mappings to
 * increase hit rates", IEEE/ACM ToN 1998; the weighted score: Schindelhauer and Schomaker, "Weighted distributed hash
 * tables", SPAA 2005.
 */
public final class RendezvousAssigner implements ShardAssigner {
    private final List<Cell> cells;
    private final long seed;

    /** @throws IllegalArgumentException when no cell of the lattice is active */
    public RendezvousAssigner(Lattice lattice, long seed) {
        this.cells = lattice.active();
        this.seed = seed;
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cell is active");
        }
    }

    @Override
    public Shard assign(TenantId tenant) {
        long key = StableHash.of(seed, tenant.value());
        Cell best = cells.getFirst();
        double bestScore = Double.NEGATIVE_INFINITY;
        for (Cell cell : cells) {
            double score = RendezvousOrder.score(key, cell.id(), cell.weight());
            if (score > bestScore) {
                best = cell;
                bestScore = score;
            }
        }
        return new Shard(List.of(best.id()));
    }
}
