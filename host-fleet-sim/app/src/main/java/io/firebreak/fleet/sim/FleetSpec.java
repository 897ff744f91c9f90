package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.Host;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a fleet is made of.
 *
 * @param incarnation unlike that of any earlier process of this fleet
 * @param bootTime how long an instance boots
 * @param time what {@link ClockMode#AUTO} follows
 */
public record FleetSpec(
        String id, String incarnation, List<Host> hosts, ClockMode clock, Duration bootTime, InstantSource time) {
    public FleetSpec {
        hosts = List.copyOf(hosts);
    }
}
