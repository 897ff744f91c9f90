package io.firebreak.router.table;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready means: there is a table, from the directory or from disk. Its age does not matter, since known tenants are served. */
@Component
class RoutingTableHealthIndicator implements HealthIndicator {
    private final TableKeeper tables;

    RoutingTableHealthIndicator(TableKeeper tables) {
        this.tables = tables;
    }

    @Override
    public Health health() {
        return tables.current()
                .map(table -> Health.up().withDetail("version", table.version()))
                .orElseGet(Health::outOfService)
                .build();
    }
}
