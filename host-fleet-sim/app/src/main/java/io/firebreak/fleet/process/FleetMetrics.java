package io.firebreak.fleet.process;

import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.sim.Fleet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** What the fleet holds, counted when it is scraped. */
record FleetMetrics(Fleet fleet) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        for (HostedState state : HostedState.values()) {
            Gauge.builder("firebreak.fleet.instances", fleet, it -> it.census().getOrDefault(state, 0))
                    .description("Instances the hosts have, and tombstones they keep")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(
                        "firebreak.fleet.hosts",
                        fleet,
                        it -> it.inventory().hosts().size())
                .description("Hosts of the fleet")
                .register(registry);
        Gauge.builder(
                        "firebreak.fleet.hosts.silent",
                        fleet,
                        it -> it.silentHosts().size())
                .description("Hosts that do not answer")
                .register(registry);
    }
}
