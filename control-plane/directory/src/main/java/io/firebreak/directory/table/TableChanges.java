package io.firebreak.directory.table;

import java.util.List;

/**
 * What changed since a revision, as it is written on the wire. Routers know it by its first member.
 *
 * @param gone ids of tenants that are in the table no more; tenants are never removed yet
 */
record TableChanges(
        String since,
        long version,
        String revision,
        List<RoutingTable.CellEntry> cells,
        List<RoutingTable.TenantEntry> tenants,
        List<String> gone) {}
