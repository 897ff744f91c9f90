package io.firebreak.cell.explain;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.explain.PlacementView.Candidate;
import io.firebreak.cell.explain.PlacementView.InstancePlace;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.group.RackUse;
import io.firebreak.cell.lifecycle.PlacedInstance;
import io.firebreak.cell.placement.Explanation;
import io.firebreak.cell.placement.Grouping;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.Tenancy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the placement engine what it would do, and shows each caller what is meant for it. */
@Component
class Placements {
    private final InstanceTypes types;
    private final CapacityView capacity;
    private final GroupStore groups;

    Placements(InstanceTypes types, CapacityView capacity, GroupStore groups) {
        this.types = types;
        this.capacity = capacity;
        this.groups = groups;
    }

    /** How one more like the instance would fare, and where it is. */
    PlacementView of(PlacedInstance instance, boolean operator) {
        InstanceType type = type(Optional.of(instance.type()));
        Optional<String> group = Optional.ofNullable(instance.placementGroup())
                .filter(name ->
                        groups.grouping(instance.tenant(), Optional.of(name)).isPresent());
        Explanation explanation = explain(instance.tenant(), type, Optional.empty(), group, instance.dedicated());
        return view(type, explanation, place(instance, type, operator), operator);
    }

    /** How a launch would fare. */
    PlacementView of(
            TenantId tenant,
            Optional<String> instanceType,
            Optional<String> zone,
            Optional<String> group,
            boolean dedicated,
            boolean operator) {
        InstanceType type = type(instanceType);
        return view(type, explain(tenant, type, zone, group, dedicated), null, operator);
    }

    private InstanceType type(Optional<String> name) {
        return name.flatMap(types::find)
                .orElseThrow(() -> Problem.of(
                                ErrorCode.UNKNOWN_INSTANCE_TYPE,
                                "instanceType is '%.128s'; GET /v1/instance-types lists what there is"
                                        .formatted(name.orElse("missing")))
                        .asException());
    }

    private Explanation explain(
            TenantId tenant, InstanceType type, Optional<String> zone, Optional<String> group, boolean dedicated) {
        Grouping grouping = groups.grouping(tenant, group)
                .orElseThrow(() -> Problem.of(
                                ErrorCode.UNKNOWN_PLACEMENT_GROUP,
                                "placementGroup is '%.128s'; GET /v1/placement-groups lists those there are"
                                        .formatted(group.orElse("")))
                        .asException());
        return capacity.explain(new PlacementRequest(
                type.family(), type.resources(), 1, 1, zone, tenancy(tenant, type, dedicated), grouping));
    }

    private static Tenancy tenancy(TenantId tenant, InstanceType type, boolean dedicated) {
        if (type.metal()) {
            return new Tenancy.WholeHost(tenant);
        }
        return dedicated ? new Tenancy.Dedicated(tenant) : new Tenancy.Shared();
    }

    private InstancePlace place(PlacedInstance instance, InstanceType type, boolean operator) {
        String rack = capacity.rack(instance.host());
        Optional<Integer> partition = Optional.ofNullable(instance.placementGroup()).stream()
                .flatMap(group -> groups.racks(instance.tenant(), group).stream())
                .filter(use -> use.rack().equals(rack) && use.partition() > 0)
                .map(RackUse::partition)
                .findFirst();
        return new InstancePlace(
                instance.id().value(),
                operator ? instance.host().value() : instance.hostTag(),
                instance.zone(),
                operator ? rack : null,
                type.metal() ? "host" : instance.dedicated() ? "dedicated" : "shared",
                instance.placementGroup(),
                partition.orElse(null));
    }

    private static PlacementView view(
            InstanceType type, Explanation explanation, @Nullable InstancePlace place, boolean operator) {
        List<Candidate> candidates =
                explanation.verdicts().stream().map(Placements::candidate).toList();
        return new PlacementView(
                type.name(),
                explanation.hosts(),
                explanation.fitting(),
                explanation.reasons(),
                place,
                operator ? candidates : null);
    }

    private static Candidate candidate(Explanation.Verdict verdict) {
        TenantId owner = verdict.host().owner();
        return new Candidate(
                verdict.host().id().value(),
                verdict.host().zone(),
                verdict.host().rack(),
                verdict.refusal().orElse(null),
                verdict.grade(),
                verdict.host().free().vcpus(),
                verdict.host().free().memoryMiB(),
                owner == null ? null : owner.value());
    }
}
