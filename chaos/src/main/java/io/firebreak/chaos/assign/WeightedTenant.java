package io.firebreak.chaos.assign;

import io.firebreak.assigner.TenantId;

/** A tenant and the load it brings. */
record WeightedTenant(TenantId id, double weight) {}
