package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * A tenant as the directory last described it to this cell.
 *
 * @param keyHashes SHA-256 of each of its keys: one, or {@value #MOST_KEYS} while it changes keys
 * @param epoch raised by every change of its shard
 * @param formerCells while it moves, the whole shard it comes from: they still hold instances and decide on client tokens
 * @param revoked true once none of its keys is to be accepted
 * @param limits its own, where it has some
 * @param keysVersion raised by every change of keys and limits; 0 of a directory that does not say
 */
public record Tenant(
        TenantId id,
        List<KeyHash> keyHashes,
        long epoch,
        Shard shard,
        List<CellId> formerCells,
        boolean revoked,
        TenantLimits limits,
        long keysVersion) {
    /** The old key and the new one. */
    static final int MOST_KEYS = 2;

    public Tenant {
        keyHashes = List.copyOf(keyHashes);
        formerCells = List.copyOf(formerCells);
        if (keyHashes.isEmpty() || keyHashes.size() > MOST_KEYS) {
            throw new IllegalArgumentException(
                    "tenant %s has %d key hashes, it must have 1 or %d".formatted(id, keyHashes.size(), MOST_KEYS));
        }
    }

    /** One with one key, of a directory that does not say which version it is. */
    public Tenant(
            TenantId id,
            KeyHash keyHash,
            long epoch,
            Shard shard,
            List<CellId> formerCells,
            boolean revoked,
            TenantLimits limits) {
        this(id, List.of(keyHash), epoch, shard, formerCells, revoked, limits, 0);
    }
}
