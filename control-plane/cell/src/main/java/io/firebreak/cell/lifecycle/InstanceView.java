package io.firebreak.cell.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance as a caller sees it.
 *
 * @param tenant only for the operator
 * @param host a tag that is equal for this tenant's instances on one host and says nothing else; the host's name for the
 *     operator
 * @param recovery what becomes of it when its host is lost; missing in answers of an older version
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceView(
        String id,
        @Nullable String tenant,
        String type,
        InstanceState state,
        String cell,
        String host,
        String zone,
        String imageId,
        String privateIp,
        Instant launchTime,
        @Nullable String stateReason,
        @Nullable RecoveryPolicy recovery,
        Map<String, String> tags) {}
