package io.firebreak.router.table;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready means: there is a table, from the directory or from disk.
 * Its age does not matter, since known tenants are served, nor does a newer one that is refused, which is told as a detail.
 */
@Component
class RoutingTableHealthIndicator implements HealthIndicator {
    private final TableKeeper tables;
    private final TableFeed feed;

    RoutingTableHealthIndicator(TableKeeper tables, TableFeed feed) {
        this.tables = tables;
        this.feed = feed;
    }

    @Override
    public Health health() {
        Health.Builder health = tables.current()
                .map(table -> Health.up().withDetail("version", table.version()))
                .orElseGet(Health::outOfService);
        feed.refusal().ifPresent(why -> health.withDetail("refused", why));
        return health.build();
    }
}
