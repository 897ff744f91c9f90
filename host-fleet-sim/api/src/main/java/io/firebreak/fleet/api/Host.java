package io.firebreak.fleet.api;

/**
 * One host of the fleet.
 *
 * @param id unique in the fleet, such as {@code host-00017}
 * @param rack the power and top-of-rack failure domain inside the zone
 * @param generation the host generation, such as {@code nitro-c5}
 * @param families the instance families it can run, such as {@code c5}
 */
public record Host(
        String id, String zone, String rack, String generation, java.util.Set<String> families, Resources capacity) {
    public Host {
        families = java.util.Set.copyOf(families);
    }
}
