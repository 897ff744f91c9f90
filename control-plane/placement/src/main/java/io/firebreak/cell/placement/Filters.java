package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a host must be to take an instance of a request, one filter after the other. */
final class Filters {
    private Filters() {}

    /** The first reason why the host does not take one instance; empty if it does. */
    static Optional<Refusal> refusal(PlacementRequest request, RackRule racks, HostRoom host) {
        HostCapacity recorded = host.recorded();
        if (!recorded.families().contains(request.family())) {
            return Optional.of(Refusal.WRONG_FAMILY);
        }
        if (request.zone().isPresent() && !request.zone().get().equals(recorded.zone())) {
            return Optional.of(Refusal.WRONG_ZONE);
        }
        if (!recorded.accepting()) {
            return Optional.of(Refusal.NOT_ACCEPTING);
        }
        if (!request.tenancy().allows(host.owner(), host.used())) {
            return Optional.of(Refusal.TENANCY);
        }
        if (!racks.isAllowed(recorded.rack())) {
            return Optional.of(Refusal.PLACEMENT_GROUP);
        }
        return lacking(request.perInstance(), host.free());
    }

    private static Optional<Refusal> lacking(Resources wanted, Resources free) {
        if (wanted.fitsInto(free)) {
            return Optional.empty();
        }
        for (Dimension dimension : Dimension.values()) {
            if (dimension.of(wanted) > dimension.of(free)) {
                return Optional.of(dimension.lacking());
            }
        }
        throw new IllegalStateException("a resource has no dimension");
    }

    /** The number of hosts by their first reason; those that would take an instance are not counted. */
    static Map<Refusal, Integer> count(PlacementRequest request, RackRule racks, HostIndex hosts) {
        Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
        for (HostRoom host : hosts.all()) {
            refusal(request, racks, host).ifPresent(reason -> counts.merge(reason, 1, Integer::sum));
        }
        return counts;
    }
}
