package io.firebreak.cell.catalogue;

import io.firebreak.fleet.api.Resources;

/**
 * One instance type, with the figures of its row in the catalogue file, which names their sources.
 *
 * @param name such as {@code c5.large}
 * @param family such as {@code c5}
 * @param platform what runs it: {@code xen}, or {@code nitro-v2} and so on for the version of the Nitro System
 * @param processor the processor's marketing name
 * @param year when the type became generally available
 * @param networkMbps bandwidth it can always use, in Mbit/s
 * @param network how the documentation words its bandwidth, such as {@code Up to 10 Gigabit}
 * @param ebsMbps bandwidth to volumes it can always use, in Mbit/s; 0 where volumes share the network
 * @param ebsBurstMbps bandwidth to volumes it can use for 30 minutes a day; equal to {@code ebsMbps} where there is no
 *     burst
 * @param localDisks number of disks of the host that belong to the instance
 * @param localDiskGB size of each of them, in units of 10<sup>9</sup> bytes, as disks are sold
 * @param networkInterfaces elastic network interfaces it can have
 * @param volumeSlots volumes it can have attached beside one network interface and its local disks
 * @param accelerators GPUs or the like that belong to the instance
 */
public record InstanceType(
        String name,
        String family,
        String platform,
        String processor,
        int year,
        int vcpus,
        long memoryMiB,
        long networkMbps,
        String network,
        long ebsMbps,
        long ebsBurstMbps,
        int localDisks,
        long localDiskGB,
        int networkInterfaces,
        int volumeSlots,
        int accelerators) {
    private static final long BYTES_PER_GB = 1_000_000_000;
    private static final long BYTES_PER_GIB = 1L << 30;

    /** Whether it is the bare host, without a hypervisor: it takes all vCPUs and all memory, so nothing runs beside it. */
    public boolean metal() {
        return name.endsWith(".metal");
    }

    /** All its local disks together, in whole GiB. */
    public long localDiskGiB() {
        return localDisks * localDiskGB * BYTES_PER_GB / BYTES_PER_GIB;
    }

    /** What one instance takes of its host: guaranteed bandwidths, and every interface and volume it may come to attach. */
    public Resources resources() {
        return new Resources(
                vcpus, memoryMiB, networkMbps, ebsMbps, networkInterfaces, volumeSlots, localDiskGiB(), accelerators);
    }
}
