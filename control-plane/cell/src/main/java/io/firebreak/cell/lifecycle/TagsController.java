package io.firebreak.cell.lifecycle;

import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.Problems;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The tags of an instance, as one resource: keys may hold any character, so they stand in bodies and not in paths. Both calls
 * may be repeated.
 */
@RestController
@RequestMapping("/v1/instances/{id}/tags")
class TagsController {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final InstanceTags tags;

    TagsController(InstanceTags tags) {
        this.tags = tags;
    }

    @Operation(operationId = "replaceTags", summary = "Gives an instance these tags and no others, at most 50")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND, ErrorCode.INVALID_PARAMETER, ErrorCode.FORBIDDEN})
    @PutMapping(consumes = "application/json")
    InstanceView replace(Tenant tenant, @PathVariable String id, @RequestBody Map<String, @Nullable String> all) {
        return found(id, InstanceId.parse(id).flatMap(parsed -> tags.replace(tenant.id(), parsed, all)));
    }

    @Operation(
            operationId = "mergeTags",
            summary = "Adds, changes and, with null, removes tags (JSON merge patch, RFC 7396)")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND, ErrorCode.INVALID_PARAMETER, ErrorCode.FORBIDDEN})
    @PatchMapping(consumes = {MERGE_PATCH, "application/json"})
    InstanceView merge(Tenant tenant, @PathVariable String id, @RequestBody Map<String, @Nullable String> patch) {
        return found(id, InstanceId.parse(id).flatMap(parsed -> tags.merge(tenant.id(), parsed, patch)));
    }

    private static InstanceView found(String id, Optional<InstanceView> instance) {
        return instance.orElseThrow(() -> Problem.of(
                        ErrorCode.INSTANCE_NOT_FOUND,
                        "you have no instance '%s' in this cell".formatted(Problem.shown(id)))
                .asException());
    }
}
