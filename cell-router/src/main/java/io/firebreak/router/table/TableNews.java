package io.firebreak.router.table;

import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TableDelta;

/** What a document of the directory holds. */
sealed interface TableNews {
    /** All there is. */
    record Whole(RoutingTable table) implements TableNews {}

    /** Only what changed since an earlier table. */
    record Changes(TableDelta delta) implements TableNews {}
}
