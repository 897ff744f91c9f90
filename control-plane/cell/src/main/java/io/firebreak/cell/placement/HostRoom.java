package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Comparator;

/**
 * A host inside the engine: the database's figures, and apart from them what launches in flight hold of it.
 *
 * @param recorded the newest figures the database gave
 * @param tentative the sum of the reservations not yet confirmed or cancelled
 * @param seen the recorded figures with the tentative ones on top: what placement decides on
 */
record HostRoom(HostCapacity recorded, Resources tentative, HostCapacity seen) {
    /** Least free vCPUs first, so that a search for the best fit meets the fullest hosts first. */
    static final Comparator<HostRoom> BY_FREE_VCPUS = Comparator.<HostRoom>comparingInt(
                    room -> room.seen().free().vcpus())
            .thenComparing(room -> room.seen().id());

    static HostRoom of(HostCapacity recorded, Resources tentative) {
        HostCapacity seen = new HostCapacity(
                recorded.id(),
                recorded.version(),
                recorded.zone(),
                recorded.rack(),
                recorded.families(),
                recorded.accepting(),
                recorded.total(),
                recorded.used().plus(tentative));
        return new HostRoom(recorded, tentative, seen);
    }

    HostRoom hold(Resources more) {
        return of(recorded, tentative.plus(more));
    }

    HostRoom letGo(Resources less) {
        return of(recorded, tentative.minus(less));
    }

    HostRoom record(HostCapacity newer) {
        return of(newer, tentative);
    }
}
