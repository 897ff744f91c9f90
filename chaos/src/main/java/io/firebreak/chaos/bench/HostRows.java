package io.firebreak.chaos.bench;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.Resources;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rows of hosts in place of a database's, by number. They lie flat in memory, 16 bytes a host, and a row is made anew,
 * its id too, when it is read, as a driver does; so they cost little beside what is measured, whatever the number of hosts.
 */
final class HostRows {
    private final List<HostCapacity> first;
    private final HostCapacity[] ofFamily;
    private final byte[] families;
    private final String[] racks;
    /** Of each host, two. */
    private final long[] figures;
    /** The rows' versions need only rise, so one count does for all. */
    private long version = 1;

    /** A figure of a host at its bits; wide enough for the largest host of the catalogue. */
    private record Bits(int from, int width) {
        long put(long figure) {
            return figure << from;
        }

        long get(long word) {
            return (word >>> from) & ((1L << width) - 1);
        }
    }

    private static final Bits MEMORY_MIB = new Bits(0, 24);
    private static final Bits NETWORK_MBPS = new Bits(24, 20);
    private static final Bits EBS_MBPS = new Bits(44, 20);

    private static final Bits VCPUS = new Bits(0, 12);
    private static final Bits INTERFACES = new Bits(12, 10);
    private static final Bits VOLUMES = new Bits(22, 12);
    private static final Bits DISK_GIB = new Bits(34, 22);
    private static final Bits ACCELERATORS = new Bits(56, 8);

    HostRows(PlacementWorkload workload) {
        first = workload.hosts();
        figures = new long[2 * first.size()];
        ofFamily = new HostCapacity[workload.families()];
        families = new byte[first.size()];
        racks = new String[PlacementWorkload.rack(first.size() - 1) + PlacementWorkload.ZONES];
        for (int host = 0; host < first.size(); host++) {
            families[host] = (byte) workload.familyOf(host);
            ofFamily[families[host]] = first.get(host);
            racks[PlacementWorkload.rack(host)] = first.get(host).rack();
        }
    }

    /** As they were in the beginning. */
    List<HostCapacity> first() {
        return first;
    }

    /** An id that is read with the row. */
    static HostId id(int host) {
        byte[] text = {'h', 'o', 's', 't', '-', 0, 0, 0, 0, 0, 0};
        int rest = host;
        for (int i = text.length - 1; i > 4; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return new HostId(new String(text, StandardCharsets.ISO_8859_1));
    }

    /** Takes room of a host, or gives it back if {@code sign} is -1; the row as it is then. */
    HostCapacity change(HostId id, int host, Resources amount, int sign) {
        long low = figures[2 * host]
                + sign
                        * (MEMORY_MIB.put(amount.memoryMiB())
                                + NETWORK_MBPS.put(amount.networkMbps())
                                + EBS_MBPS.put(amount.ebsMbps()));
        long high = figures[2 * host + 1]
                + sign
                        * (VCPUS.put(amount.vcpus())
                                + INTERFACES.put(amount.networkInterfaces())
                                + VOLUMES.put(amount.volumeSlots())
                                + DISK_GIB.put(amount.localDiskGiB())
                                + ACCELERATORS.put(amount.accelerators()));
        figures[2 * host] = low;
        figures[2 * host + 1] = high;
        Resources used = new Resources(
                (int) VCPUS.get(high),
                MEMORY_MIB.get(low),
                NETWORK_MBPS.get(low),
                EBS_MBPS.get(low),
                (int) INTERFACES.get(high),
                (int) VOLUMES.get(high),
                DISK_GIB.get(high),
                (int) ACCELERATORS.get(high));
        HostCapacity family = ofFamily[families[host]];
        return new HostCapacity(
                id,
                ++version,
                PlacementWorkload.zone(host),
                racks[PlacementWorkload.rack(host)],
                family.families(),
                true,
                family.total(),
                used);
    }
}
