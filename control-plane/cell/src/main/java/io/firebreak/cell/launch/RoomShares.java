package io.firebreak.cell.launch;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides what is left on hosts among launches that together want more of them, in the launches' order. */
final class RoomShares {
    private final Map<HostId, Resources> free = new HashMap<>();

    /** @param hosts that refused the sum of the launches, as they are now; one that does not exist is left out */
    RoomShares(List<HostCapacity> hosts) {
        hosts.stream().filter(HostCapacity::accepting).forEach(host -> free.put(host.id(), host.free()));
    }

    /**
     * The places in the list of those launches that get nothing. A launch that gets room on one of its hosts and not on
     * another keeps neither.
     *
     * @param refusing the hosts whose room is divided; all others have enough
     */
    List<Integer> withoutRoom(List<LaunchPlan> plans, List<HostId> refusing) {
        List<Integer> without = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Map<HostId, Resources> wanted = new HashMap<>(plans.get(i).reservations());
            wanted.keySet().retainAll(refusing);
            if (wanted.entrySet().stream().allMatch(want -> fits(want.getKey(), want.getValue()))) {
                wanted.forEach((host, amount) -> free.computeIfPresent(host, (_, left) -> left.minus(amount)));
            } else {
                without.add(i);
            }
        }
        return without;
    }

    private boolean fits(HostId host, Resources amount) {
        Resources left = free.get(host);
        return left != null && amount.fitsInto(left);
    }
}
