package io.firebreak.cell.launch;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.lifecycle.RecoveryPolicy;
import io.firebreak.cell.placement.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A valid launch.
 *
 * @param minCount fewer than this is refused
 * @param maxCount the number wanted
 * @param recovery what becomes of an instance whose host is lost
 * @param zone the only zone to use; empty for any
 * @param dedicated whether only dedicated instances of the same tenant may be on its hosts
 */
record LaunchRequest(
        String clientToken,
        InstanceType type,
        int minCount,
        int maxCount,
        String imageId,
        Optional<String> zone,
        Optional<String> placementGroup,
        RecoveryPolicy recovery,
        Map<String, String> tags,
        boolean dedicated) {
    LaunchRequest {
        tags = Map.copyOf(tags);
    }

    /** Whose the hosts become. */
    Tenancy tenancy(TenantId tenant) {
        return Tenancy.of(tenant, type.metal(), dedicated);
    }

    /** Everything but the token, tags in the order of their keys; what was added later only where it is used. */
    Fingerprint fingerprint() {
        List<String> parts = new ArrayList<>(List.of(
                type.name(),
                Integer.toString(minCount),
                Integer.toString(maxCount),
                imageId,
                zone.orElse(""),
                placementGroup.orElse("")));
        if (recovery != RecoveryPolicy.NONE) {
            parts.add("recovery=" + recovery.wire());
        }
        new TreeMap<>(tags).forEach((key, value) -> {
            parts.add(key);
            parts.add(value);
        });
        if (dedicated) {
            parts.add("dedicated");
        }
        return Fingerprint.of(parts);
    }
}
