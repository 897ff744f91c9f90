package io.firebreak.fleet.nitro;

import io.firebreak.fleet.api.Resources;
import java.util.HashMap;
import java.util.Map;

/**
 * A part of a host that hands out shares of itself: the main board or a Nitro card. It counts by itself what is attached
 * to it, so that a cell whose own books are wrong still cannot over-commit it.
 */
final class Part {
    /** Which of a host's resources a part owns. Together the kinds cover every resource exactly once. */
    enum Kind {
        /** Processors, memory and accelerators. */
        MAIN_BOARD {
            @Override
            Resources shareOf(Resources whole) {
                return new Resources(whole.vcpus(), whole.memoryMiB(), 0, 0, 0, 0, 0, whole.accelerators());
            }
        },
        VPC_CARD {
            @Override
            Resources shareOf(Resources whole) {
                return new Resources(0, 0, whole.networkMbps(), 0, whole.networkInterfaces(), 0, 0);
            }
        },
        EBS_CARD {
            @Override
            Resources shareOf(Resources whole) {
                return new Resources(0, 0, 0, whole.ebsMbps(), 0, whole.volumeSlots(), 0);
            }
        },
        INSTANCE_STORAGE_CARD {
            @Override
            Resources shareOf(Resources whole) {
                return new Resources(0, 0, 0, 0, 0, 0, whole.localDiskGiB());
            }
        };

        abstract Resources shareOf(Resources whole);
    }

    private final Kind kind;
    private final Resources capacity;
    private final Map<InstanceId, Resources> attached = new HashMap<>();
    private Resources used = Resources.NONE;

    Part(Kind kind, Resources host) {
        this.kind = kind;
        this.capacity = kind.shareOf(host);
    }

    Resources used() {
        return used;
    }

    /** Whether the instance fits; what it already has here counts as free. */
    boolean admits(InstanceId instance, Resources wanted) {
        Resources own = attached.getOrDefault(instance, Resources.NONE);
        return kind.shareOf(wanted).fitsInto(capacity.minus(used).plus(own));
    }

    /** Attaches the instance, in place of what it had here. */
    void attach(InstanceId instance, Resources wanted) {
        if (!admits(instance, wanted)) {
            throw new IllegalStateException("%s with %s of %s used has no room for %s of %s"
                    .formatted(kind, used, capacity, instance, kind.shareOf(wanted)));
        }
        detach(instance);
        Resources share = kind.shareOf(wanted);
        attached.put(instance, share);
        used = used.plus(share);
    }

    /** Frees what the instance has here, if anything. */
    void detach(InstanceId instance) {
        Resources share = attached.remove(instance);
        if (share != null) {
            used = used.minus(share);
        }
    }
}
