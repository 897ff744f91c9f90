package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Set;

/** Hosts for tests: c5 hosts of 8 vCPUs and 16 GiB unless something else is asked for. */
final class Hosts {
    static final Resources SMALL_HOST = new Resources(8, 16_384, 10_000, 10_000, 60, 112, 0);

    private Hosts() {}

    static HostCapacity host(String id, String rack) {
        return new HostCapacity(new HostId(id), 1, "zone-1", rack, Set.of("c5"), true, SMALL_HOST, Resources.NONE);
    }

    static HostCapacity using(HostCapacity host, Resources used) {
        return new HostCapacity(
                host.id(),
                host.version(),
                host.zone(),
                host.rack(),
                host.families(),
                host.accepting(),
                host.total(),
                used);
    }

    static HostCapacity accepting(HostCapacity host, boolean accepting) {
        return new HostCapacity(
                host.id(),
                host.version(),
                host.zone(),
                host.rack(),
                host.families(),
                accepting,
                host.total(),
                host.used());
    }

    /** The row after a committed change. */
    static HostCapacity changed(HostCapacity host, Resources used) {
        return new HostCapacity(
                host.id(),
                host.version() + 1,
                host.zone(),
                host.rack(),
                host.families(),
                host.accepting(),
                host.total(),
                used);
    }
}
