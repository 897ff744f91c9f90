package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;

/** What every shuffle has in common: a tenant is its hash, its shard k numbers of cells, and nothing else is allocated. */
abstract class NumberedAssigner implements ShardAssigner {
    final ActiveCells active;
    final int shardSize;
    private final long seed;

    NumberedAssigner(ActiveCells active, int shardSize, long seed) {
        active.requireShardSize(shardSize);
        this.active = active;
        this.shardSize = shardSize;
        this.seed = seed;
    }

    @Override
    public final Shard assign(TenantId tenant) {
        int[] into = new int[shardSize];
        assign(hash(tenant), into);
        return active.shard(into);
    }

    /** The hash of a tenant under the seed of this assigner. */
    public final long hash(TenantId tenant) {
        return StableHash.of(seed, tenant.value());
    }

    /** The cells that the numbers of {@link #assign(long, int[])} mean. */
    public final ActiveCells cells() {
        return active;
    }

    /**
     * Fills an array with the shard, without allocating anything.
     *
     * @param tenantHash from {@link #hash}
     * @param into k places, filled with numbers of {@link #cells}, ascending
     * @throws IllegalArgumentException when there are not k places
     */
    public final void assign(long tenantHash, int[] into) {
        if (into.length != shardSize) {
            throw new IllegalArgumentException(
                    "%d places must be %d, the shard size".formatted(into.length, shardSize));
        }
        fill(tenantHash, into);
        ActiveCells.ascend(into);
    }

    /** Writes the numbers of the shard's cells, in any order. */
    abstract void fill(long tenantHash, int[] into);
}
