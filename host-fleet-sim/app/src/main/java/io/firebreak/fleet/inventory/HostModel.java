package io.firebreak.fleet.inventory;

import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.Resources;
import java.util.Set;

/**
 * A kind of host, made for one instance family. Its capacity is what AWS publishes for the biggest size of the family
 * (EC2 instance type pages: vCPU, memory, network, EBS and local disk), since that size has the host for itself.
 *
 * <p>Bandwidth is published for sizes, not hosts. Small sizes have a larger share of it than of the processors, so a host
 * full of them runs out of EBS or network bandwidth first; that is what makes placement a problem of several resources.
 *
 * <p>Interfaces and volumes are published per instance only, and the smallest size may attach as many volumes as the
 * biggest; a host has enough of both for as many small instances as its processors can run.
 */
enum HostModel {
    C5("nitro-c5", "c5", 28, 96, 192, 25_000, 19_000, 0, 0),
    M5("nitro-m5", "m5", 21, 96, 384, 25_000, 19_000, 0, 0),
    R5("nitro-r5", "r5", 10, 96, 768, 25_000, 19_000, 0, 0),
    M6I("nitro-m6i", "m6i", 10, 128, 512, 50_000, 40_000, 0, 0),
    C6I("nitro-c6i", "c6i", 7, 128, 256, 50_000, 40_000, 0, 0),
    C7G("nitro-c7g", "c7g", 6, 64, 128, 30_000, 20_000, 0, 0),
    R6I("nitro-r6i", "r6i", 5, 128, 1_024, 50_000, 40_000, 0, 0),
    /** The biggest T3 is a small part of a host; its hosts have the board of M5. */
    T3("nitro-t3", "t3", 4, 96, 384, 25_000, 19_000, 0, 0),
    /** Figures of i3.metal. */
    I3("nitro-i3", "i3", 3, 72, 512, 25_000, 19_000, 8, 1_900),
    C4("xen-c4", "c4", 2, 36, 60, 10_000, 4_000, 0, 0),
    M4("xen-m4", "m4", 2, 64, 256, 25_000, 10_000, 0, 0),
    /** EBS traffic of the biggest size shares its network, so all of the network is what EBS can have. */
    C3("xen-c3", "c3", 1, 32, 60, 10_000, 10_000, 2, 320),
    /** Figures of g4dn.metal, with its eight GPUs. */
    G4DN("nitro-g4dn", "g4dn", 1, 96, 384, 100_000, 19_000, 2, 900, 8);

    /** 64 of the smallest sizes with up to 4 interfaces each, and as many again for what comes. */
    private static final int NETWORK_INTERFACES = 750;

    /** 64 of the smallest sizes with 27 volumes each are 1,728. */
    private static final int VOLUME_SLOTS = 2_000;

    private static final long BYTES_PER_GB = 1_000_000_000;
    private static final long BYTES_PER_GIB = 1L << 30;

    private final String generation;
    private final String family;
    private final int weight;
    private final int vcpus;
    private final int memoryGiB;
    private final int networkMbps;
    private final int ebsMbps;
    private final long diskBytes;
    private final int accelerators;

    HostModel(
            String generation,
            String family,
            int weight,
            int vcpus,
            int memoryGiB,
            int networkMbps,
            int ebsMbps,
            int disks,
            int diskGB) {
        this(generation, family, weight, vcpus, memoryGiB, networkMbps, ebsMbps, disks, diskGB, 0);
    }

    HostModel(
            String generation,
            String family,
            int weight,
            int vcpus,
            int memoryGiB,
            int networkMbps,
            int ebsMbps,
            int disks,
            int diskGB,
            int accelerators) {
        this.generation = generation;
        this.family = family;
        this.weight = weight;
        this.vcpus = vcpus;
        this.memoryGiB = memoryGiB;
        this.networkMbps = networkMbps;
        this.ebsMbps = ebsMbps;
        this.diskBytes = BYTES_PER_GB * disks * diskGB;
        this.accelerators = accelerators;
    }

    /** Its share of a large fleet, in percent; all together are 100. */
    int weight() {
        return weight;
    }

    Host host(String id, String zone, String rack) {
        Resources capacity = new Resources(
                vcpus,
                memoryGiB * 1_024L,
                networkMbps,
                ebsMbps,
                NETWORK_INTERFACES,
                VOLUME_SLOTS,
                diskBytes / BYTES_PER_GIB,
                accelerators);
        return new Host(id, zone, rack, generation, Set.of(family), capacity);
    }
}
