package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slow, obvious way to place: for each instance look at every host, in every dimension, and take the best. */
final class BestFitByFullScan {
    private BestFitByFullScan() {}

    /** The hosts of as many instances as fit, up to the maximum. */
    static List<HostId> place(PlacementRequest request, List<HostCapacity> hosts) {
        Map<HostId, HostCapacity> state = new HashMap<>();
        hosts.forEach(host -> state.put(host.id(), host));
        Map<String, Integer> onRack = new HashMap<>();
        List<HostId> chosen = new ArrayList<>();
        while (chosen.size() < request.maxCount()) {
            HostCapacity best = null;
            for (HostCapacity host : state.values()) {
                if (takes(request, host) && (best == null || better(host, best, onRack))) {
                    best = host;
                }
            }
            if (best == null) {
                break;
            }
            chosen.add(best.id());
            onRack.merge(best.rack(), 1, Integer::sum);
            state.put(best.id(), Hosts.using(best, best.used().plus(request.perInstance())));
        }
        return chosen;
    }

    /** How many instances the hosts take in all, counted without placing any. */
    static long room(PlacementRequest request, List<HostCapacity> hosts) {
        return hosts.stream()
                .filter(host -> takes(request, host))
                .mapToLong(host -> {
                    List<Long> wanted = figures(request.perInstance());
                    List<Long> free = figures(host.free());
                    long times = Long.MAX_VALUE;
                    for (int i = 0; i < wanted.size(); i++) {
                        times = wanted.get(i) == 0 ? times : Math.min(times, free.get(i) / wanted.get(i));
                    }
                    return times;
                })
                .sum();
    }

    private static boolean takes(PlacementRequest request, HostCapacity host) {
        return host.accepting()
                && host.families().contains(request.family())
                && (request.zone().isEmpty()
                        || host.zone().equals(request.zone().get()))
                && request.perInstance().fitsInto(host.free());
    }

    private static boolean better(HostCapacity one, HostCapacity other, Map<String, Integer> onRack) {
        long difference = score(one) - score(other);
        if (difference != 0) {
            return difference < 0;
        }
        int racks = onRack.getOrDefault(one.rack(), 0) - onRack.getOrDefault(other.rack(), 0);
        return racks != 0 ? racks < 0 : one.id().value().compareTo(other.id().value()) < 0;
    }

    /** How much is free in the mean, in 1,023rds of the host; what a host has none of does not count. */
    private static long score(HostCapacity host) {
        List<Long> free = figures(host.free());
        List<Long> total = figures(host.total());
        List<Integer> weights = List.of(16, 16, 16, 16, 1, 1, 16, 16);
        int weight = 0;
        for (int i = 0; i < free.size(); i++) {
            weight += total.get(i) > 0 ? weights.get(i) : 0;
        }
        double sum = 0;
        for (int i = 0; i < free.size(); i++) {
            if (total.get(i) > 0) {
                sum += Math.max(0, free.get(i)) * (1_023.0 * weights.get(i) / weight / total.get(i));
            }
        }
        return (long) sum;
    }

    private static List<Long> figures(Resources resources) {
        return List.of(
                (long) resources.vcpus(),
                resources.memoryMiB(),
                resources.networkMbps(),
                resources.ebsMbps(),
                (long) resources.networkInterfaces(),
                (long) resources.volumeSlots(),
                resources.localDiskGiB(),
                (long) resources.accelerators());
    }
}
