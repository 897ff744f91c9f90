package io.firebreak.router.routing;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;

/** A tenant's shard and the epoch it holds in. */
public record RoutedTenant(TenantId id, long epoch, Shard shard) {
    public RoutedTenant {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch of %s is %d: epochs start at 1".formatted(id, epoch));
        }
    }
}
