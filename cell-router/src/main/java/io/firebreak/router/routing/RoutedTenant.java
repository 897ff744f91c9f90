package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's shard and the epoch it holds in.
 *
 * @param formerCells where it may still have instances from an earlier shard; no cells of this one
 * @param rates how many of its requests this router lets through; null when the table does not say
 */
public record RoutedTenant(
        TenantId id,
        long epoch,
        Shard shard,
        List<CellId> formerCells,
        @Nullable RequestRates rates) {
    public RoutedTenant {
        formerCells = formerCells.stream().filter(cell -> !shard.contains(cell)).toList();
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch of %s is %d: epochs start at 1".formatted(id, epoch));
        }
    }

    /** A tenant that is not moving. */
    public RoutedTenant(TenantId id, long epoch, Shard shard) {
        this(id, epoch, shard, List.of());
    }

    /** A tenant of whose rates nothing is said. */
    public RoutedTenant(TenantId id, long epoch, Shard shard, List<CellId> formerCells) {
        this(id, epoch, shard, formerCells, null);
    }
}
