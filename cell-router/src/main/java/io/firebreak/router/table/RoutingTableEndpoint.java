package io.firebreak.router.table;

import io.firebreak.router.routing.RoutingTable;
import java.time.Duration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/routingtable}: which table this router routes by. */
@Component
@Endpoint(id = "routingtable")
class RoutingTableEndpoint {
    private final TableKeeper tables;

    RoutingTableEndpoint(TableKeeper tables) {
        this.tables = tables;
    }

    /**
     * What operators see.
     *
     * @param version -1 before the first table
     * @param ageSeconds since the directory confirmed it; -1 before the first table
     */
    record Summary(long version, int tenants, int cells, long ageSeconds) {}

    @ReadOperation
    Summary summary() {
        int tenants = tables.current().map(RoutingTable::tenantCount).orElse(0);
        int cells = tables.current().map(table -> table.cells().size()).orElse(0);
        return new Summary(
                tables.version(),
                tenants,
                cells,
                tables.age().map(Duration::toSeconds).orElse(-1L));
    }
}
