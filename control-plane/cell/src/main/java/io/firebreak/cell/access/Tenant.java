package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * A tenant as the directory last described it to this cell.
 *
 * @param keyHash SHA-256 of its key
 * @param epoch raised by every change of its shard
 * @param formerCells while it moves, the whole shard it comes from: they still hold instances and decide on client tokens
 * @param revoked true once its key is no longer to be accepted
 * @param limits its own, where it has some
 */
public record Tenant(
        TenantId id,
        KeyHash keyHash,
        long epoch,
        Shard shard,
        List<CellId> formerCells,
        boolean revoked,
        TenantLimits limits) {
    public Tenant {
        formerCells = List.copyOf(formerCells);
    }

    /** One with the cell's default limits. */
    public Tenant(TenantId id, KeyHash keyHash, long epoch, Shard shard, List<CellId> formerCells, boolean revoked) {
        this(id, keyHash, epoch, shard, formerCells, revoked, TenantLimits.DEFAULTS);
    }
}
