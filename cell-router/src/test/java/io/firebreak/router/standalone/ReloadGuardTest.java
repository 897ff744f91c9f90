package io.firebreak.router.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReloadGuardTest {
    private static final ReloadGuard GUARD = ReloadGuard.STANDARD;

    @Test
    void letsACellComeAndGo() {
        assertThat(GUARD.refuses(shuffled(4, 1), shuffled(5, 1), List.of())).isEmpty();
        assertThat(GUARD.refuses(shuffled(4, 1), shuffled(3, 1), List.of())).isEmpty();
    }

    @Test
    void refusesAnotherSeedWhichMovesNearlyEverybody() {
        assertThat(GUARD.refuses(shuffled(8, 1), shuffled(8, 2), List.of()))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("of 4000 places in shards of other tenants would go to other cells")
                        .contains("reload.maximumMoved"));
        assertThat(new ReloadGuard(0.1, 1).refuses(shuffled(8, 1), shuffled(8, 2), List.of()))
                .isEmpty();
    }

    @Test
    void refusesToLoseEverybodyWhoIsAssigned() {
        assertThat(GUARD.refuses(shuffled(4, 1), named(4), List.of()))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("2000 of 2000 other tenants would have no cells, more than a share of 0.1"));
    }

    @Test
    void letsOneOfAFewTenantsGoAndRefusesMore() {
        List<TenantId> all = tenants(5);
        assertThat(GUARD.refuses(named(5), named(4), all)).isEmpty();
        assertThat(GUARD.refuses(named(5), named(3), all))
                .hasValueSatisfying(why -> assertThat(why).startsWith("2 of 5 named tenants would have no cells"));
    }

    private static RoutingTable shuffled(int cells, int seed) {
        RoutingTable.Builder table = cells(cells);
        table.assignOthersBy(new Assignment(Assignment.Method.SHUFFLE, 2, seed, 1).over(Lattice.dealt(cells, 1)));
        return table.build(1, "");
    }

    private static RoutingTable named(int tenants) {
        RoutingTable.Builder table = cells(2);
        tenants(tenants).forEach(id -> table.add(new RoutedTenant(id, 1, new Shard(List.of(new CellId("cell-1"))))));
        return table.build(1, "");
    }

    private static List<TenantId> tenants(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new TenantId("t-" + i))
                .toList();
    }

    private static RoutingTable.Builder cells(int count) {
        RoutingTable.Builder table = new RoutingTable.Builder();
        IntStream.rangeClosed(1, count)
                .forEach(i -> table.add(new RoutedCell(
                        new CellId("cell-" + i),
                        i,
                        "zone-1",
                        CellState.ACTIVE,
                        List.of(URI.create("http://127.0.0.1:" + i)))));
        return table;
    }
}
