package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;

/**
 * A cell's word that it holds a tenant, committed.
 *
 * @param epoch of the shard it holds
 * @param keysVersion of the keys and limits it holds
 */
public record ConfirmedTenant(TenantId id, long epoch, long keysVersion) {}
