package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * What a cell must know of a tenant.
 *
 * @param keyHash SHA-256 of the tenant's key in hex
 * @param shard all cells of the tenant, not only the one this is for
 * @param formerCells while it moves, the whole shard it comes from
 * @param confirmed whether the record has the cell's confirmation of exactly this already
 */
public record Credential(
        TenantId id, String keyHash, long epoch, Shard shard, List<CellId> formerCells, boolean confirmed) {}
