package io.firebreak.cell.launch;

import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.lifecycle.RecoveryPolicy;
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
        Map<String, String> tags) {
    LaunchRequest {
        tags = Map.copyOf(tags);
    }

    /** Everything but the token, tags in the order of their keys. */
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
        return Fingerprint.of(parts);
    }
}
