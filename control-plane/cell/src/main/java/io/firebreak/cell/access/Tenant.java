package io.firebreak.cell.access;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;

/**
 * A tenant as the directory last described it to this cell.
 *
 * @param keyHash SHA-256 of its key
 * @param epoch raised by every change of its shard
 * @param revoked true once its key is no longer to be accepted
 */
public record Tenant(TenantId id, KeyHash keyHash, long epoch, Shard shard, boolean revoked) {}
