package io.firebreak.assigner.resize;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;

/** One member of a tenant's shard gives way to another cell. */
public record Move(TenantId tenant, CellId from, CellId to) {}
