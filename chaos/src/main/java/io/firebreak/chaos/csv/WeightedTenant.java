package io.firebreak.chaos.csv;

import io.firebreak.assigner.TenantId;

/** A tenant and the load it brings. */
public record WeightedTenant(TenantId id, double weight) {}
