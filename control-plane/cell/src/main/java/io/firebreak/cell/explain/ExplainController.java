package io.firebreak.cell.explain;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.access.Caller;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.Problems;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.lifecycle.InstanceLists;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why an instance is where it is, and why one would be refused. Nothing is changed or held by asking. */
@RestController
class ExplainController {
    private static final List<String> PARAMETERS =
            List.of("instanceType", "zone", "tenancy", "placementGroup", "tenant");

    private final InstanceLists instances;
    private final Placements placements;

    ExplainController(InstanceLists instances, Placements placements) {
        this.instances = instances;
        this.placements = placements;
    }

    @Operation(
            operationId = "explainPlacement",
            summary =
                    "Where an instance is, and how another of its kind would fare: hosts counted by the first thing they lack")
    @Problems(ErrorCode.INSTANCE_NOT_FOUND)
    @GetMapping("/v1/instances/{id}/placement")
    PlacementView ofInstance(Caller caller, @PathVariable String id) {
        return InstanceId.parse(id)
                .flatMap(parsed -> instances.placed(caller, parsed))
                .map(instance -> placements.of(instance, caller instanceof Caller.Operator))
                .orElseThrow(() -> Problem.of(
                                ErrorCode.INSTANCE_NOT_FOUND,
                                "you have no instance '%s' in this cell".formatted(Problem.shown(id)))
                        .asException());
    }

    /** What a launch of one instance would meet. The operator names the tenant. */
    @Operation(
            operationId = "explainLaunch",
            summary = "What a launch of one instance would meet now: hosts counted by the first thing they lack")
    @Problems({ErrorCode.INVALID_PARAMETER, ErrorCode.UNKNOWN_INSTANCE_TYPE, ErrorCode.UNKNOWN_PLACEMENT_GROUP})
    @GetMapping("/v1/placement")
    PlacementView ofLaunch(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.invalid(
                            parameter(name),
                            String.valueOf(query.getFirst(name)),
                            "one of " + String.join(", ", PARAMETERS));
                });
        String tenancy = Optional.ofNullable(query.getFirst("tenancy")).orElse("shared");
        if (!List.of("shared", "dedicated").contains(tenancy)) {
            throw Problem.invalid(parameter("tenancy"), tenancy, "shared or dedicated");
        }
        return placements.of(
                tenant(caller, query.getFirst("tenant")),
                Optional.ofNullable(query.getFirst("instanceType")),
                Optional.ofNullable(query.getFirst("zone")),
                Optional.ofNullable(query.getFirst("placementGroup")),
                tenancy.equals("dedicated"),
                caller instanceof Caller.Operator);
    }

    private static TenantId tenant(Caller caller, @Nullable String named) {
        return switch (caller) {
            case Caller.OfTenant(var tenant) when named == null -> tenant.id();
            case Caller.OfTenant _ ->
                throw Problem.invalid(parameter("tenant"), String.valueOf(named), "none: it is yours");
            case Caller.Operator _
            when named == null -> throw Problem.invalid(parameter("tenant"), "missing", "the id of a tenant");
            case Caller.Operator _ -> operators(named);
        };
    }

    private static TenantId operators(@Nullable String named) {
        try {
            return new TenantId(String.valueOf(named));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(parameter("tenant"), String.valueOf(named), "the id of a tenant");
        }
    }

    private static String parameter(String name) {
        return "parameter '%s'".formatted(Problem.shown(name));
    }
}
