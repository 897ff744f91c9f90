package io.firebreak.directory.tenants;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;

/**
 * A tenant of the record.
 *
 * @param epoch raised by every change of its shard, from 1
 * @param revision the version of the table that shows it so, once it is active
 */
public record TenantRecord(TenantId id, long epoch, Shard shard, TenantState state, long revision) {}
