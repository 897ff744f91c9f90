package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the hosts of one launch, one after the other, by the rule of its grouping. */
final class Choice {
    private final HostIndex hosts;
    private final PlacementRequest request;
    private final RackRule racks;
    private int[] chosen = new int[1];
    private int count;
    private final List<Integer> partitions = new ArrayList<>(0);

    Choice(HostIndex hosts, PlacementRequest request) {
        this.hosts = hosts;
        this.request = request.grouping() instanceof Grouping.Cluster(var rack) && rack.isEmpty()
                ? onOneRack(hosts, request)
                : request;
        this.racks = new RackRule(this.request.grouping());
    }

    /** The rank of the host of each instance. */
    int[] hosts() {
        return count == chosen.length ? chosen : Arrays.copyOf(chosen, count);
    }

    /** The partition of each instance; empty if none are asked for. */
    List<Integer> partitions() {
        return partitions;
    }

    RackRule racks() {
        return racks;
    }

    /** Takes hosts for as many instances as there is room for, up to the maximum, and holds the room. */
    void take() {
        while (count < request.maxCount()) {
            boolean found = request.grouping() instanceof Grouping.Partition ? takePartition() : take(search(), 0);
            if (!found) {
                return;
            }
        }
    }

    /** The smallest partition that has a host gets the next instance: on a rack of its own, or on one nobody has. */
    private boolean takePartition() {
        for (int partition : racks.partitionsBySize()) {
            racks.onlyRacksOf(partition);
            int found = search();
            if (found == HostLines.NONE) {
                racks.onlyFreeRacks();
                found = search();
            }
            racks.anyRack();
            if (take(found, partition)) {
                partitions.add(partition);
                return true;
            }
        }
        return false;
    }

    private int search() {
        return new Search(hosts, request, racks).best();
    }

    private boolean take(int host, int partition) {
        if (host == HostLines.NONE) {
            return false;
        }
        hosts.hold(host, request.perInstance(), request.tenancy().owner().orElse(null));
        if (request.maxCount() > 1) {
            racks.choose(hosts.rack(host), partition);
        }
        if (count == chosen.length) {
            chosen = Arrays.copyOf(chosen, 2 * count);
        }
        chosen[count++] = host;
        return true;
    }

    /** The rack that takes the most of the launch; of those that take all of it, the one that has the least to spare. */
    private static PlacementRequest onOneRack(HostIndex hosts, PlacementRequest request) {
        RackRule any = new RackRule(new Grouping.None());
        Comparator<Map.Entry<String, Long>> best = Comparator.<Map.Entry<String, Long>>comparingLong(
                        rack -> -Math.min(rack.getValue(), request.maxCount()))
                .thenComparing(Map.Entry::getValue)
                .thenComparing(Map.Entry::getKey);
        Optional<String> rack = hosts.racks().entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(),
                        entry.getValue().stream()
                                .mapToLong(host -> room(hosts, host, request, any))
                                .sum()))
                .min(best)
                .map(Map.Entry::getKey);
        return new PlacementRequest(
                request.family(),
                request.perInstance(),
                request.minCount(),
                request.maxCount(),
                request.zone(),
                request.tenancy(),
                new Grouping.Cluster(rack));
    }

    /** How many instances a host takes. */
    private static long room(HostIndex hosts, int host, PlacementRequest request, RackRule racks) {
        if (Filters.refusal(request, racks, hosts, host).isPresent()) {
            return 0;
        }
        if (request.tenancy() instanceof Tenancy.WholeHost) {
            return 1;
        }
        Resources free = hosts.level(host).free();
        long times = request.maxCount();
        for (Dimension dimension : Dimension.values()) {
            long wanted = dimension.of(request.perInstance());
            times = wanted == 0 ? times : Math.min(times, dimension.of(free) / wanted);
        }
        return times;
    }
}
