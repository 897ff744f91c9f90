package io.firebreak.fleet.api;

/**
 * What a host has, or an instance takes: processor and memory of the main board, and the share of each Nitro card. None
 * is negative.
 *
 * @param vcpus hardware threads
 * @param networkMbps baseline bandwidth of the VPC card, in Mbit/s
 * @param ebsMbps baseline bandwidth of the EBS card, in Mbit/s
 * @param networkInterfaces elastic network interfaces of the VPC card
 * @param volumeSlots volumes the EBS card can attach
 * @param localDiskGiB capacity of the instance-storage card; 0 where there is none
 * @param accelerators GPUs and the like on the main board, each given to one instance whole
 */
public record Resources(
        int vcpus,
        long memoryMiB,
        long networkMbps,
        long ebsMbps,
        int networkInterfaces,
        int volumeSlots,
        long localDiskGiB,
        int accelerators) {
    public static final Resources NONE = new Resources(0, 0, 0, 0, 0, 0, 0, 0);

    /** Of what has no accelerators. */
    public Resources(
            int vcpus,
            long memoryMiB,
            long networkMbps,
            long ebsMbps,
            int networkInterfaces,
            int volumeSlots,
            long localDiskGiB) {
        this(vcpus, memoryMiB, networkMbps, ebsMbps, networkInterfaces, volumeSlots, localDiskGiB, 0);
    }

    public Resources plus(Resources other) {
        return new Resources(
                vcpus + other.vcpus,
                memoryMiB + other.memoryMiB,
                networkMbps + other.networkMbps,
                ebsMbps + other.ebsMbps,
                networkInterfaces + other.networkInterfaces,
                volumeSlots + other.volumeSlots,
                localDiskGiB + other.localDiskGiB,
                accelerators + other.accelerators);
    }

    public Resources minus(Resources other) {
        return new Resources(
                vcpus - other.vcpus,
                memoryMiB - other.memoryMiB,
                networkMbps - other.networkMbps,
                ebsMbps - other.ebsMbps,
                networkInterfaces - other.networkInterfaces,
                volumeSlots - other.volumeSlots,
                localDiskGiB - other.localDiskGiB,
                accelerators - other.accelerators);
    }

    /** Whether all of this fits into {@code free}, in every dimension. */
    public boolean fitsInto(Resources free) {
        return vcpus <= free.vcpus
                && memoryMiB <= free.memoryMiB
                && networkMbps <= free.networkMbps
                && ebsMbps <= free.ebsMbps
                && networkInterfaces <= free.networkInterfaces
                && volumeSlots <= free.volumeSlots
                && localDiskGiB <= free.localDiskGiB
                && accelerators <= free.accelerators;
    }
}
