package io.firebreak.directory.tenants;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;

/**
 * A tenant of the record.
 *
 * @param epoch raised by every change of its shard, from 1
 */
public record TenantRecord(TenantId id, long epoch, Shard shard, TenantState state) {}
