package io.firebreak.router.routing;

import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * What a later table has that is not as in an earlier one.
 *
 * @param version of the later one
 * @param revision the later one's name in the directory's history
 * @param since the earlier one's
 * @param cells new or changed
 * @param tenants new or changed
 * @param gone tenants the later one does not have
 */
public record TableDelta(
        long version,
        String revision,
        String since,
        List<RoutedCell> cells,
        List<RoutedTenant> tenants,
        List<TenantId> gone) {
    public TableDelta {
        cells = List.copyOf(cells);
        tenants = List.copyOf(tenants);
        gone = List.copyOf(gone);
    }
}
