package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import org.jspecify.annotations.Nullable;

/**
 * A host inside the engine: the database's figures, and apart from them what launches in flight hold of it. Not
 * thread-safe; who changes it tells the index.
 */
final class HostRoom {
    private HostCapacity recorded;
    private Resources held = Resources.NONE;
    /** Whose the host becomes by launches in flight, and by how many instances of them. */
    private @Nullable TenantId claimant;

    private int claims;

    /** Its position in the order of ids; given by the index. */
    private int rank;
    /** Where it stands in the index. */
    private @Nullable Level level;

    HostRoom(HostCapacity recorded) {
        this.recorded = recorded;
    }

    HostId id() {
        return recorded.id();
    }

    HostCapacity recorded() {
        return recorded;
    }

    void record(HostCapacity newer) {
        recorded = newer;
    }

    void hold(Resources more, @Nullable TenantId owner) {
        held = held.plus(more);
        if (owner != null) {
            claimant = owner;
            claims++;
        }
    }

    void letGo(Resources less, @Nullable TenantId owner) {
        held = held.minus(less);
        if (owner != null && --claims == 0) {
            claimant = null;
        }
    }

    /** What counts as used when placing. */
    Resources used() {
        return held.equals(Resources.NONE) ? recorded.used() : recorded.used().plus(held);
    }

    /** What is left to place on. */
    Resources free() {
        return recorded.total().minus(used());
    }

    /** Whom it counts as dedicated to when placing. */
    @Nullable
    TenantId owner() {
        return recorded.owner() == null ? claimant : recorded.owner();
    }

    /** The recorded figures with the held ones on top. */
    HostCapacity seen() {
        return new HostCapacity(
                recorded.id(),
                recorded.version(),
                recorded.zone(),
                recorded.rack(),
                recorded.families(),
                recorded.accepting(),
                recorded.total(),
                used(),
                owner());
    }

    int rank() {
        return rank;
    }

    void rank(int position) {
        rank = position;
    }

    /** Where the index has put it. */
    Level level() {
        if (level == null) {
            throw new IllegalStateException(id() + " is not in the index");
        }
        return level;
    }

    boolean isIndexed() {
        return level != null;
    }

    void level(@Nullable Level next) {
        level = next;
    }
}
