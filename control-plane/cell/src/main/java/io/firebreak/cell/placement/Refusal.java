package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Optional;

/** Why a host takes no instance of a request, in the order in which the reasons are looked for. */
public enum Refusal {
    WRONG_FAMILY,
    WRONG_ZONE,
    /** Silent or being drained. */
    NOT_ACCEPTING,
    VCPUS,
    MEMORY,
    NETWORK,
    EBS,
    INTERFACES,
    VOLUMES,
    LOCAL_DISK;

    /** The first reason why {@code host} does not take one instance; empty if it does. */
    static Optional<Refusal> of(PlacementRequest request, HostCapacity host) {
        if (!host.families().contains(request.family())) {
            return Optional.of(WRONG_FAMILY);
        }
        if (request.zone().isPresent() && !request.zone().get().equals(host.zone())) {
            return Optional.of(WRONG_ZONE);
        }
        return host.accepting() ? lacking(request.perInstance(), host.free()) : Optional.of(NOT_ACCEPTING);
    }

    private static Optional<Refusal> lacking(Resources wanted, Resources free) {
        if (wanted.vcpus() > free.vcpus()) {
            return Optional.of(VCPUS);
        }
        if (wanted.memoryMiB() > free.memoryMiB()) {
            return Optional.of(MEMORY);
        }
        if (wanted.networkMbps() > free.networkMbps()) {
            return Optional.of(NETWORK);
        }
        if (wanted.ebsMbps() > free.ebsMbps()) {
            return Optional.of(EBS);
        }
        if (wanted.networkInterfaces() > free.networkInterfaces()) {
            return Optional.of(INTERFACES);
        }
        if (wanted.volumeSlots() > free.volumeSlots()) {
            return Optional.of(VOLUMES);
        }
        return wanted.localDiskGiB() > free.localDiskGiB() ? Optional.of(LOCAL_DISK) : Optional.empty();
    }
}
