package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.Optional;

/**
 * An instance that is confirmed not to be on its host any more and is to be placed on another.
 *
 * @param zone where it was launched, and stays
 * @param dedicated whether it shares its host with dedicated instances of its tenant only
 */
public record HomelessInstance(
        InstanceId id,
        TenantId tenant,
        String type,
        String zone,
        Optional<String> placementGroup,
        Resources resources,
        boolean dedicated) {}
