package io.firebreak.cell.placement;

import java.util.List;
import java.util.Map;

/** The answer to a {@link PlacementRequest}. */
public sealed interface Placement {
    /**
     * Room was found, and is held until the reservation is confirmed or cancelled.
     *
     * @param reservation names the held room in this engine
     * @param hosts the host of each instance, in order; a host may occur more than once; between the request's minimum
     *     and maximum in number
     * @param partitions the partition of each instance, from 1; empty unless the grouping asks for partitions
     */
    record Placed(ReservationId reservation, List<HostId> hosts, List<Integer> partitions) implements Placement {
        public Placed {
            hosts = List.copyOf(hosts);
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * There is no room for the minimum, and nothing is held.
     *
     * @param fitting how many instances would have fitted; fewer than the minimum
     * @param reasons why no host takes one more: the number of hosts by their first reason in the order of {@link
     *     Refusal}. Adds up to the number of hosts; a reason no host has is absent
     */
    record Refused(int fitting, Map<Refusal, Integer> reasons) implements Placement {
        public Refused {
            reasons = Map.copyOf(reasons);
        }
    }
}
