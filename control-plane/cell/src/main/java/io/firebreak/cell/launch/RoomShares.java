package io.firebreak.cell.launch;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Divides what is left on hosts among launches that together want more of them, in the launches' order. */
final class RoomShares {
    private final Map<HostId, HostCapacity> hosts;
    private final Map<HostId, Resources> free = new HashMap<>();

    /** @param hosts that refused the sum of the launches, as they are now; one that does not exist is left out */
    RoomShares(List<HostCapacity> hosts) {
        this.hosts = hosts.stream().collect(Collectors.toMap(HostCapacity::id, Function.identity()));
        hosts.forEach(host -> free.put(host.id(), host.free()));
    }

    /**
     * The places in the list of those launches that get nothing. A launch that gets room on one of its hosts and not on
     * another keeps neither.
     *
     * @param plans of which no two on one host mind each other's tenancy
     * @param refusing the hosts whose room is divided; all others have enough
     */
    List<Integer> withoutRoom(List<LaunchPlan> plans, List<HostId> refusing) {
        List<Integer> without = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            LaunchPlan plan = plans.get(i);
            Map<HostId, Resources> wanted = new HashMap<>(plan.reservations());
            wanted.keySet().retainAll(refusing);
            if (wanted.entrySet().stream().allMatch(want -> fits(want.getKey(), want.getValue(), plan.tenancy()))) {
                wanted.forEach((host, amount) -> free.computeIfPresent(host, (_, left) -> left.minus(amount)));
            } else {
                without.add(i);
            }
        }
        return without;
    }

    private boolean fits(HostId id, Resources amount, Tenancy tenancy) {
        HostCapacity host = hosts.get(id);
        Resources left = free.get(id);
        return host != null
                && left != null
                && host.accepting()
                && tenancy.allows(host.owner(), host.used())
                && amount.fitsInto(left);
    }
}
