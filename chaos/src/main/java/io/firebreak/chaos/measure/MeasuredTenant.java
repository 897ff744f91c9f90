package io.firebreak.chaos.measure;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;

/** A tenant whose day is measured; one that triggers a poison pill is {@code leftOut} of every figure. */
public record MeasuredTenant(TenantId id, Shard shard, boolean leftOut) {}
