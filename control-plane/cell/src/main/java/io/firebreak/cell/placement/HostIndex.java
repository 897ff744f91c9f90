package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hosts by id, and by family in the order of their free vCPUs, so that a search starts at the fullest host that has
 * the vCPUs and stops where the vCPUs left over alone are worse than the best fit found. Not thread-safe.
 */
final class HostIndex {
    private final NavigableMap<HostId, HostRoom> byId = new TreeMap<>();
    private final Map<String, NavigableSet<HostRoom>> byFamily = new HashMap<>();

    /** The most vCPUs a host ever had; never lowered, which only makes the bound of the search weaker. */
    private int mostVcpus = 1;

    @Nullable
    HostRoom get(HostId id) {
        return byId.get(id);
    }

    Collection<HostRoom> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    void put(HostRoom room) {
        HostCapacity host = room.seen();
        HostRoom before = byId.put(host.id(), room);
        if (before != null) {
            before.seen().families().forEach(family -> bucket(family).remove(before));
        }
        host.families().forEach(family -> bucket(family).add(room));
        mostVcpus = Math.max(mostVcpus, host.total().vcpus());
    }

    /**
     * The host an instance of {@code request} fits best; of equal ones the first by the number of instances {@code
     * onRack} counts on its rack, then by id.
     */
    Optional<HostRoom> bestFit(PlacementRequest request, Map<String, Integer> onRack) {
        Resources wanted = request.perInstance();
        Candidate best = null;
        for (HostRoom room : byFamily.getOrDefault(request.family(), Collections.emptyNavigableSet())) {
            HostCapacity host = room.seen();
            int vcpusLeft = host.free().vcpus() - wanted.vcpus();
            if (best != null && BestFit.squaredShare(vcpusLeft, mostVcpus) > best.remaining()) {
                break;
            }
            if (vcpusLeft >= 0 && Refusal.of(request, host).isEmpty()) {
                Candidate candidate =
                        new Candidate(room, BestFit.remaining(wanted, host), onRack.getOrDefault(host.rack(), 0));
                if (best == null || candidate.compareTo(best) < 0) {
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best).map(Candidate::room);
    }

    private NavigableSet<HostRoom> bucket(String family) {
        return byFamily.computeIfAbsent(family, name -> new TreeSet<>(HostRoom.BY_FREE_VCPUS));
    }
}
