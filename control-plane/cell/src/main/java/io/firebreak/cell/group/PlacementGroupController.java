package io.firebreak.cell.group;

import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.edge.Problems;
import io.swagger.v3.oas.annotations.Operation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls on placement groups. Each may be repeated. */
@RestController
@RequestMapping("/v1/placement-groups")
class PlacementGroupController {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int DEFAULT_PARTITIONS = 2;

    private final GroupStore groups;
    private final InstantSource clock;

    PlacementGroupController(GroupStore groups, InstantSource clock) {
        this.groups = groups;
        this.clock = clock;
    }

    /** All groups of a tenant, by name; there are never more than fit one answer. */
    record PlacementGroups(List<PlacementGroup> placementGroups) {}

    /** Creates a group. One that is there already and equal is the answer too. */
    @Operation(
            operationId = "createPlacementGroup",
            summary =
                    "Creates a placement group in every cell of the shard; one that stands already and is equal is the answer too")
    @Problems({
        ErrorCode.INVALID_PARAMETER,
        ErrorCode.PLACEMENT_GROUP_EXISTS,
        ErrorCode.TOO_MANY_PLACEMENT_GROUPS,
        ErrorCode.FORBIDDEN
    })
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PlacementGroup create(Tenant tenant, @RequestBody PlacementGroupBody body) {
        PlacementGroup wanted = wanted(body);
        PlacementGroup stands = groups.create(tenant.id(), wanted)
                .orElseThrow(() -> Problem.of(
                                ErrorCode.TOO_MANY_PLACEMENT_GROUPS,
                                "a tenant may have %d in a cell; delete one that is not used"
                                        .formatted(PlacementGroup.MOST_OF_A_TENANT))
                        .asException());
        if (!stands.isLike(wanted)) {
            throw Problem.of(
                            ErrorCode.PLACEMENT_GROUP_EXISTS,
                            "placement group '%s' has strategy %s and %d partitions"
                                    .formatted(stands.name(), stands.strategy().wire(), stands.partitions()))
                    .asException();
        }
        return stands;
    }

    @Operation(operationId = "listPlacementGroups", summary = "Your placement groups by name")
    @Problems(ErrorCode.FORBIDDEN)
    @GetMapping
    PlacementGroups all(Tenant tenant) {
        return new PlacementGroups(groups.all(tenant.id()));
    }

    @Operation(operationId = "describePlacementGroup", summary = "One placement group")
    @Problems({ErrorCode.PLACEMENT_GROUP_NOT_FOUND, ErrorCode.FORBIDDEN})
    @GetMapping("/{name}")
    PlacementGroup one(Tenant tenant, @PathVariable String name) {
        return groups.find(tenant.id(), name).orElseThrow(() -> notFound(name));
    }

    @Operation(operationId = "deletePlacementGroup", summary = "Deletes a placement group that has no instances")
    @Problems({ErrorCode.PLACEMENT_GROUP_NOT_FOUND, ErrorCode.PLACEMENT_GROUP_IN_USE, ErrorCode.FORBIDDEN})
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Tenant tenant, @PathVariable String name) {
        int instances = groups.delete(tenant.id(), name).orElseThrow(() -> notFound(name));
        if (instances > 0) {
            throw Problem.of(
                            ErrorCode.PLACEMENT_GROUP_IN_USE,
                            "placement group '%s' has %d instances; terminate them first".formatted(name, instances))
                    .asException();
        }
    }

    private PlacementGroup wanted(PlacementGroupBody body) {
        String name = Objects.requireNonNullElse(body.name(), "missing");
        if (body.name() == null || !NAME.matcher(name).matches()) {
            throw Problem.invalid("name", name, NAME.pattern());
        }
        Strategy strategy = Optional.ofNullable(body.strategy())
                .flatMap(Strategy::parse)
                .orElseThrow(() -> Problem.invalid(
                        "strategy",
                        Objects.requireNonNullElse(body.strategy(), "missing"),
                        Arrays.stream(Strategy.values()).map(Strategy::wire).collect(Collectors.joining(", "))));
        return new PlacementGroup(
                name,
                strategy,
                partitions(strategy, body.partitions()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static int partitions(Strategy strategy, @Nullable Integer asked) {
        if (strategy != Strategy.PARTITION) {
            if (asked != null) {
                throw Problem.invalid("partitions", asked.toString(), "none with strategy " + strategy.wire());
            }
            return 0;
        }
        int partitions = Objects.requireNonNullElse(asked, DEFAULT_PARTITIONS);
        if (partitions < 1 || partitions > PlacementGroup.MOST_PARTITIONS) {
            throw Problem.invalid("partitions", Integer.toString(partitions), "1 to " + PlacementGroup.MOST_PARTITIONS);
        }
        return partitions;
    }

    private static ProblemException notFound(String name) {
        return Problem.of(
                        ErrorCode.PLACEMENT_GROUP_NOT_FOUND,
                        "you have no placement group '%s' in this cell".formatted(Problem.shown(name)))
                .asException();
    }
}
