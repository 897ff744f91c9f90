package io.firebreak.cell.capacity;

import io.firebreak.fleet.api.Resources;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What an instance holds of its host, kept with the instance so that exactly this is given back. */
@Embeddable
public record ReservedResources(
        @Column(name = "vcpus") int vcpus,
        @Column(name = "memory_mib") long memoryMiB,
        @Column(name = "network_mbps") long networkMbps,
        @Column(name = "ebs_mbps") long ebsMbps,
        @Column(name = "network_interfaces") int networkInterfaces,
        @Column(name = "volume_slots") int volumeSlots,
        @Column(name = "local_disk_gib") long localDiskGiB,
        @Column(name = "accelerators") int accelerators) {
    public static ReservedResources of(Resources resources) {
        return new ReservedResources(
                resources.vcpus(),
                resources.memoryMiB(),
                resources.networkMbps(),
                resources.ebsMbps(),
                resources.networkInterfaces(),
                resources.volumeSlots(),
                resources.localDiskGiB(),
                resources.accelerators());
    }

    public Resources resources() {
        return new Resources(
                vcpus, memoryMiB, networkMbps, ebsMbps, networkInterfaces, volumeSlots, localDiskGiB, accelerators);
    }
}
