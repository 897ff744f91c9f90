package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a host must be to take an instance of a request, one filter after the other. */
final class Filters {
    private Filters() {}

    /**
     * The first reason why a host does not take one instance; empty if it does.
     *
     * @param host its rank
     */
    static Optional<Refusal> refusal(PlacementRequest request, RackRule racks, HostIndex hosts, int host) {
        return Optional.ofNullable(first(request, hosts.level(host), racks.isAllowed(hosts.rack(host))));
    }

    /** The number of hosts by their first reason; those that would take an instance are not counted. */
    static Map<Refusal, Integer> count(PlacementRequest request, RackRule racks, HostIndex hosts) {
        Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
        for (HostClass hostClass : hosts.classes().all()) {
            Refusal ofClass = ofClass(request, hostClass.key());
            if (ofClass != null) {
                count(ofClass, hostClass.hosts(), counts);
            } else {
                hostClass.levels().forEach(level -> count(request, racks, hosts, level, counts));
            }
        }
        return counts;
    }

    /** Hosts of a level differ in their racks only, so they are looked at one by one only where racks matter. */
    private static void count(
            PlacementRequest request, RackRule racks, HostIndex hosts, Level level, Map<Refusal, Integer> counts) {
        RankHeap ranks = level.hosts();
        if (racks.allowsAny()) {
            count(first(request, level, true), ranks.size(), counts);
            return;
        }
        for (int i = 0; i < ranks.size(); i++) {
            boolean allowed = racks.isAllowed(hosts.rack(ranks.at(i)));
            count(first(request, level, allowed), 1, counts);
        }
    }

    private static void count(@Nullable Refusal reason, int hosts, Map<Refusal, Integer> counts) {
        if (reason != null) {
            counts.merge(reason, hosts, Integer::sum);
        }
    }

    private static @Nullable Refusal first(PlacementRequest request, Level level, boolean rackAllowed) {
        Refusal ofClass = ofClass(request, level.hostClass().key());
        if (ofClass != null) {
            return ofClass;
        }
        if (!request.tenancy().allows(level.hostClass().key().owner(), level.used())) {
            return Refusal.TENANCY;
        }
        return rackAllowed ? lacking(request.perInstance(), level.free()) : Refusal.PLACEMENT_GROUP;
    }

    private static @Nullable Refusal ofClass(PlacementRequest request, HostClass.Key key) {
        if (!key.families().contains(request.family())) {
            return Refusal.WRONG_FAMILY;
        }
        if (request.zone().isPresent() && !request.zone().get().equals(key.zone())) {
            return Refusal.WRONG_ZONE;
        }
        return key.accepting() ? null : Refusal.NOT_ACCEPTING;
    }

    private static @Nullable Refusal lacking(Resources wanted, Resources free) {
        if (wanted.fitsInto(free)) {
            return null;
        }
        for (Dimension dimension : Dimension.values()) {
            if (dimension.of(wanted) > dimension.of(free)) {
                return dimension.lacking();
            }
        }
        throw new IllegalStateException("a resource has no dimension");
    }
}
