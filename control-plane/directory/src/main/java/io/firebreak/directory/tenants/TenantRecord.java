package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * A tenant of the record.
 *
 * @param epoch raised by every change of its shard, from 1
 * @param formerCells while it moves, the whole shard it comes from
 * @param limits in place of the cells' defaults
 * @param revision the version of the table that shows it so, once it is active
 */
public record TenantRecord(
        TenantId id,
        long epoch,
        Shard shard,
        List<CellId> formerCells,
        TenantState state,
        TenantLimits limits,
        long revision) {}
