package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * What a cell must know of a tenant.
 *
 * @param keyHashes SHA-256 of the tenant's keys in hex, at least one; of a tenant that is revoked the last one it had
 * @param revoked whether no key is valid
 * @param keysChanged whether its keys are others than it was created with
 * @param keysVersion of keys and limits
 * @param shard all cells of the tenant, not only the one this is for
 * @param formerCells while it moves, the whole shard it comes from
 * @param confirmed whether the record has the cell's confirmation of exactly this already
 */
public record Credential(
        TenantId id,
        List<String> keyHashes,
        boolean revoked,
        boolean keysChanged,
        long keysVersion,
        TenantLimits limits,
        long epoch,
        Shard shard,
        List<CellId> formerCells,
        boolean confirmed) {
    /**
     * Whether a cell of a version that knows of one key only, and of no limits, holds all of this when it holds it at all. That a key
     * was one of two is not to be seen any more, and such a cell has nowhere to strike the other one out.
     */
    public boolean needsNoKeysVersion() {
        return revoked || (!keysChanged && limits.equals(TenantLimits.DEFAULTS));
    }

    /** Keeps hashes out of logs. */
    @Override
    public String toString() {
        return "Credential[id=%s, epoch=%d, keysVersion=%d]".formatted(id, epoch, keysVersion);
    }
}
