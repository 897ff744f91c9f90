package io.firebreak.assigner.search;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import java.util.Set;

/**
 * A tenant that wants a shard.
 *
 * @param shardSize k, from 1
 * @param weight what it loads each cell of its shard with, above 0
 * @param cells the only cells it may have; empty for any
 * @param apart tenants it must not share a full shard with, whatever the bound on overlap: at most one cell less than the
 *     smaller of both shards
 */
public record ShardRequest(TenantId tenant, int shardSize, double weight, Set<CellId> cells, Set<TenantId> apart) {
    public ShardRequest {
        if (shardSize < 1) {
            throw new IllegalArgumentException("shard size %d of %s must be 1 or more".formatted(shardSize, tenant));
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight of %s is %s: it must be above 0".formatted(tenant, weight));
        }
        cells = Set.copyOf(cells);
        apart = Set.copyOf(apart);
    }

    /** A tenant of weight 1 that may be on any cells. */
    public static ShardRequest of(TenantId tenant, int shardSize) {
        return new ShardRequest(tenant, shardSize, 1, Set.of(), Set.of());
    }
}
