package io.firebreak.cell.capacity;

import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.fleet.api.Resources;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** How many more instances of a type the hosts would take if nothing else came: a type's figure is not free beside another's. */
final class FreeRoom {
    private FreeRoom() {}

    /** By type, for the types of which any host runs the family. Hosts dedicated to a tenant have no room for all. */
    static Map<String, Long> of(Collection<HostCapacity> hosts, List<InstanceType> types) {
        Map<String, Long> room = new LinkedHashMap<>();
        for (InstanceType type : types) {
            List<HostCapacity> runningIt = hosts.stream()
                    .filter(host -> host.families().contains(type.family()))
                    .toList();
            if (!runningIt.isEmpty()) {
                room.put(
                        type.name(),
                        runningIt.stream().mapToLong(host -> on(host, type)).sum());
            }
        }
        return room;
    }

    private static long on(HostCapacity host, InstanceType type) {
        Resources one = type.resources();
        if (!host.accepting() || host.owner() != null || !one.fitsInto(host.free())) {
            return 0;
        }
        if (type.metal()) {
            return host.used().equals(Resources.NONE) ? 1 : 0;
        }
        Resources free = host.free();
        return LongStream.of(
                        times(free.vcpus(), one.vcpus()),
                        times(free.memoryMiB(), one.memoryMiB()),
                        times(free.networkMbps(), one.networkMbps()),
                        times(free.ebsMbps(), one.ebsMbps()),
                        times(free.networkInterfaces(), one.networkInterfaces()),
                        times(free.volumeSlots(), one.volumeSlots()),
                        times(free.localDiskGiB(), one.localDiskGiB()),
                        times(free.accelerators(), one.accelerators()))
                .min()
                .orElse(0);
    }

    private static long times(long free, long one) {
        return one == 0 ? Long.MAX_VALUE : free / one;
    }
}
