package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import org.jspecify.annotations.Nullable;

/** What launches in flight hold of a host, apart from the database's figures. Few hosts have any at a time. Not thread-safe. */
final class HeldRoom {
    private Resources sum = Resources.NONE;
    /** Whom the database has the host dedicated to. */
    private @Nullable TenantId recordedOwner;
    /** Whose the host becomes by launches in flight, and by how many instances of them. */
    private @Nullable TenantId claimant;

    private int claims;
    private int instances;

    HeldRoom(@Nullable TenantId recordedOwner) {
        this.recordedOwner = recordedOwner;
    }

    Resources sum() {
        return sum;
    }

    void recordedOwner(@Nullable TenantId owner) {
        recordedOwner = owner;
    }

    /** Whom the host counts as dedicated to when placing. */
    @Nullable
    TenantId owner() {
        return recordedOwner == null ? claimant : recordedOwner;
    }

    void hold(Resources more, @Nullable TenantId owner) {
        sum = instances++ == 0 ? more : sum.plus(more);
        if (owner != null) {
            claimant = owner;
            claims++;
        }
    }

    void letGo(Resources less, @Nullable TenantId owner) {
        sum = --instances == 0 ? Resources.NONE : sum.minus(less);
        if (owner != null && --claims == 0) {
            claimant = null;
        }
    }

    boolean isEmpty() {
        return instances == 0;
    }
}
