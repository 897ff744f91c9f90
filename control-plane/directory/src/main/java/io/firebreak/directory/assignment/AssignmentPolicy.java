package io.firebreak.directory.assignment;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.rendezvous.RendezvousAssigner;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.List;

/**
 * How the region maps tenants to shards.
 *
 * @param shardSize k, cells per shuffle shard; the other architectures have no use for it
 * @param seed of the assigner: with the same seed and cells a tenant gets the same shard again
 */
public record AssignmentPolicy(Architecture architecture, int shardSize, long seed) {
    /** The assigner for tenants created while these are the cells. */
    public Assignment over(List<Cell> cells) {
        int active = (int)
                cells.stream().filter(cell -> cell.state() == CellState.ACTIVE).count();
        if (active == 0) {
            return new Assignment.NoActiveCell();
        }
        if (architecture == Architecture.SHUFFLE && active < shardSize) {
            return new Assignment.TooFewCells(shardSize, active);
        }
        Lattice lattice = new Lattice(cells);
        return new Assignment.Ready(
                switch (architecture) {
                    case REGIONAL -> ShardAssigner.wholeRegion(lattice);
                    case CELLULAR -> new RendezvousAssigner(lattice, seed);
                    case SHUFFLE -> new ShuffleAssigner(lattice, shardSize, seed);
                });
    }
}
