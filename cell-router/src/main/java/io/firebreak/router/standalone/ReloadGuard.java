package io.firebreak.router.standalone;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TenantRoutes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much one new file may change at once: more is a mistake until a person says otherwise.
 *
 * @param maximumUnmapped the share of tenants, 0 to 1, that may lose all cells
 * @param maximumMoved the share of the places of shards, 0 to 1, that may go to another cell
 */
record ReloadGuard(double maximumUnmapped, double maximumMoved) {
    /** A tenth as with the directory's tables; and one cell more or less may always come or go where there are three. */
    static final ReloadGuard STANDARD = new ReloadGuard(0.1, 0.34);

    /** Stand for all tenants that have no name in a file: of so many, a share is right to two or three hundredths. */
    private static final List<TenantId> ANYBODY = IntStream.rangeClosed(1, 2_000)
            .mapToObj(i -> new TenantId("anybody-" + i))
            .toList();

    /** Why a table must not replace another, if so. One tenant may always go or move: files of a few tenants change too. */
    Optional<String> refuses(RoutingTable before, RoutingTable after, Collection<TenantId> named) {
        return refuses(before, after, named, "named tenants")
                .or(() -> refuses(before, after, ANYBODY, "other tenants"));
    }

    private Optional<String> refuses(
            RoutingTable before, RoutingTable after, Collection<TenantId> tenants, String whose) {
        int known = 0;
        int unmapped = 0;
        int places = 0;
        int moved = 0;
        int largest = 0;
        for (TenantId tenant : tenants) {
            Set<CellId> had = cells(before, tenant);
            Set<CellId> has = cells(after, tenant);
            known += had.isEmpty() ? 0 : 1;
            if (!had.isEmpty() && has.isEmpty()) {
                unmapped++;
            } else {
                places += had.size();
                moved += (int) had.stream().filter(cell -> !has.contains(cell)).count();
                largest = Math.max(largest, had.size());
            }
        }
        if (unmapped > Math.max(1, maximumUnmapped * known)) {
            return Optional.of("%d of %d %s would have no cells, more than a share of %s (reload.maximumUnmapped)"
                    .formatted(unmapped, known, whose, maximumUnmapped));
        }
        if (moved > Math.max(largest, maximumMoved * places)) {
            return Optional.of("%d of %d places in shards of %s would go to other cells, more than a share of %s"
                            .formatted(moved, places, whose, maximumMoved)
                    + " (reload.maximumMoved)");
        }
        return Optional.empty();
    }

    private static Set<CellId> cells(RoutingTable table, TenantId tenant) {
        return table.routesOf(tenant).map(TenantRoutes::members).stream()
                .flatMap(List::stream)
                .map(RoutedCell::id)
                .collect(Collectors.toSet());
    }
}
