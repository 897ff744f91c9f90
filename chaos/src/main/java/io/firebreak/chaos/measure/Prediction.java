package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;
import java.util.Set;

/**
 * Who is expected to suffer, known before the fault from the shards really assigned.
 *
 * @param belowSlo tenants whose whole shard is hit for more of the window than the SLO forgives
 * @param down tenants whose whole shard is hit for nearly all of it; a part of {@code belowSlo}
 * @param owned tenants of whose shard any cell is hit, so that instances they hold there cannot be reached
 */
public record Prediction(Set<TenantId> belowSlo, Set<TenantId> down, Set<TenantId> owned) {
    public Prediction {
        belowSlo = Set.copyOf(belowSlo);
        down = Set.copyOf(down);
        owned = Set.copyOf(owned);
    }
}
