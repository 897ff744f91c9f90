package io.firebreak.cell.wiring;

import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.KeyCatchUp;
import io.firebreak.cell.capacity.CapacityView;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once tenants, the ends of their keys and hosts are loaded; a cell that has never seen its fleet has nowhere to place anything. */
@Component("cell")
class CellHealth implements HealthIndicator {
    private final AccessView access;
    private final KeyCatchUp keys;
    private final CapacityView capacity;

    CellHealth(AccessView access, KeyCatchUp keys, CapacityView capacity) {
        this.access = access;
        this.keys = keys;
        this.capacity = capacity;
    }

    @Override
    public Health health() {
        boolean loaded = access.isLoaded() && capacity.isLoaded();
        return (loaded ? Health.up() : Health.outOfService())
                .withDetail("tenantsLoaded", access.isLoaded())
                .withDetail("keysStale", keys.isStale())
                .withDetail("hostsLoaded", capacity.isLoaded())
                .build();
    }
}
