package io.firebreak.fleet.process;

import io.firebreak.fleet.sim.Fleet;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down once the journal could not be written: then every call fails until the process is restarted from what was. */
@Component("hosts")
class FleetHealth implements HealthIndicator {
    private final Fleet fleet;

    FleetHealth(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public Health health() {
        return (fleet.isUsable() ? Health.up() : Health.down()).build();
    }
}
