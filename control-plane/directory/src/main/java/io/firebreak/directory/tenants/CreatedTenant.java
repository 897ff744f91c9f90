package io.firebreak.directory.tenants;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;

/** A tenant just created, with its key: this is the only time the key is seen. */
public record CreatedTenant(TenantId id, TenantKey key, long epoch, Shard shard) {}
