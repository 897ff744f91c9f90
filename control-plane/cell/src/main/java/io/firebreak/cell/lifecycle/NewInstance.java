package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.Resources;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance about to be recorded.
 *
 * @param clientToken of the launch it belongs to
 * @param host where it is placed, in {@code zone}
 * @param dedicated whether it shares its host with dedicated instances of its tenant only
 * @param launchTime in whole microseconds, as the database keeps it
 */
public record NewInstance(
        InstanceId id,
        TenantId tenant,
        String clientToken,
        String type,
        String imageId,
        RecoveryPolicy recovery,
        @Nullable String placementGroup,
        HostId host,
        String zone,
        String privateIp,
        Instant launchTime,
        Map<String, String> tags,
        Resources resources,
        boolean dedicated) {
    /** The first command's number. */
    static final long FIRST_GENERATION = 1;

    public NewInstance {
        tags = Map.copyOf(tags);
    }

    /** What its host is told once it is committed. */
    public HostCommand runCommand() {
        return new HostCommand(host.value(), id.value(), FIRST_GENERATION, HostAction.RUN, type, resources);
    }
}
