package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.HostId;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is, and what was asked for when it was placed.
 *
 * @param hostTag the tenant's own name of the host
 */
public record PlacedInstance(
        InstanceId id,
        TenantId tenant,
        String type,
        InstanceState state,
        HostId host,
        String hostTag,
        String zone,
        @Nullable String placementGroup,
        boolean dedicated) {}
