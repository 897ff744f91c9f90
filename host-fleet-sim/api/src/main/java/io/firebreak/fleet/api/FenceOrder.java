package io.firebreak.fleet.api;

import java.util.List;

/**
 * Asks for the power of hosts to be cut at their racks, past controllers that do not answer. At most {@link #LARGEST}
 * hosts.
 */
public record FenceOrder(List<String> hosts) {
    /** A fence ends everything on a host; who wants to cut more at once than a few racks is mistaken. */
    public static final int LARGEST = 100;

    public FenceOrder {
        hosts = List.copyOf(hosts);
    }
}
