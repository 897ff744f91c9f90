package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;

/** A cell's word that it holds a tenant's credentials of this epoch, committed. */
public record ConfirmedEpoch(TenantId id, long epoch) {}
