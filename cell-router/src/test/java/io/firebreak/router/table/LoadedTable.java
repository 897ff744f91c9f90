package io.firebreak.router.table;

import io.firebreak.router.routing.RoutingTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A keeper that has a table already. */
public final class LoadedTable {
    private LoadedTable() {}

    public static TableKeeper with(RoutingTable table) {
        InstantSource time = InstantSource.fixed(Instant.EPOCH);
        TableKeeper keeper = new TableKeeper(time, List.of());
        if (!keeper.accept(table, time.instant())) {
            throw new IllegalStateException("an empty keeper takes any table");
        }
        return keeper;
    }
}
