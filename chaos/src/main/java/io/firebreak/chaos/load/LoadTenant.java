package io.firebreak.chaos.load;

import io.firebreak.assigner.TenantId;

/** A tenant that sends load. {@code key} is its bearer token. */
public record LoadTenant(TenantId id, String key) {}
