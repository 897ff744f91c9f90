package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;

/** The resources of a host one by one, in the order in which they are looked at. */
enum Dimension {
    VCPUS(Refusal.VCPUS, Dimension.SCARCE),
    MEMORY(Refusal.MEMORY, Dimension.SCARCE),
    NETWORK(Refusal.NETWORK, Dimension.SCARCE),
    EBS(Refusal.EBS, Dimension.SCARCE),
    INTERFACES(Refusal.INTERFACES, Dimension.PLENTIFUL),
    VOLUMES(Refusal.VOLUMES, Dimension.PLENTIFUL),
    LOCAL_DISK(Refusal.LOCAL_DISK, Dimension.SCARCE),
    ACCELERATORS(Refusal.ACCELERATORS, Dimension.SCARCE);

    private static final int SCARCE = 16;
    /** Cards attach more than a full host asks for, so what is left of it says little about how full the host is. */
    private static final int PLENTIFUL = 1;

    private final Refusal lacking;
    private final int weight;

    Dimension(Refusal lacking, int weight) {
        this.lacking = lacking;
        this.weight = weight;
    }

    long of(Resources resources) {
        return switch (this) {
            case VCPUS -> resources.vcpus();
            case MEMORY -> resources.memoryMiB();
            case NETWORK -> resources.networkMbps();
            case EBS -> resources.ebsMbps();
            case INTERFACES -> resources.networkInterfaces();
            case VOLUMES -> resources.volumeSlots();
            case LOCAL_DISK -> resources.localDiskGiB();
            case ACCELERATORS -> resources.accelerators();
        };
    }

    /** Why a host with too little of it is refused. */
    Refusal lacking() {
        return lacking;
    }

    /** How much it counts for the fullness of a host. */
    int weight() {
        return weight;
    }
}
