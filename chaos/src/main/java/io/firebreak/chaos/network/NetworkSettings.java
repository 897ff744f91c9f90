package io.firebreak.chaos.network;

import java.util.List;

/**
 * What the process is told when it starts.
 *
 * @param secret the bearer token of its calls
 * @param managementPort where it is asked, on 127.0.0.1
 * @param seed decides which connections are reset, and how long each byte is late
 */
public record NetworkSettings(String secret, int managementPort, long seed, List<Wire> wires) {
    /** The variable of its environment, which only its owner can read. */
    public static final String VARIABLE = "FIREBREAK_NETWORK";

    public NetworkSettings {
        wires = List.copyOf(wires);
    }

    @Override
    public String toString() {
        return "NetworkSettings[managementPort=%d, seed=%d, wires=%s]".formatted(managementPort, seed, wires);
    }
}
