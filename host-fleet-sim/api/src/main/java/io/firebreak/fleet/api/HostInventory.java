package io.firebreak.fleet.api;

import java.util.List;

/** All hosts of a fleet; it does not change while the fleet lives. */
public record HostInventory(String fleet, List<Host> hosts) {
    public HostInventory {
        hosts = List.copyOf(hosts);
    }
}
