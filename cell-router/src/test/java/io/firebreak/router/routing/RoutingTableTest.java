package io.firebreak.router.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private static final TenantId TENANT = new TenantId("t-1");
    private static final List<RoutedCell> CELLS =
            List.of(cell(1, CellState.ACTIVE), cell(2, CellState.DRAINING), cell(3, CellState.OUT));

    @Test
    void ranksTheCellsThatAreNotOutAsTheCellsDo() {
        TenantRoutes routes = table(1, 1, 1, 2, 3).routesOf(TENANT).orElseThrow();
        assertThat(routes.launchOrder(new ClientToken("x")).stream().map(RoutedCell::id))
                .isEqualTo(RendezvousOrder.of(TENANT, "x", List.of(new CellId("cell-1"), new CellId("cell-2"))));
        assertThat(routes.members()).hasSize(3);
    }

    @Test
    void findsAnOwnerInsideTheShardOnly() {
        TenantRoutes routes = table(1, 1, 1, 3).routesOf(TENANT).orElseThrow();
        assertThat(routes.ownerOf(new InstanceId("i-0003a41b22c90d1e5")).map(RoutedCell::number))
                .contains(3);
        assertThat(routes.ownerOf(new InstanceId("i-0002a41b22c90d1e5"))).isEmpty();
    }

    @Test
    void learnsOnlyNewerEpochsOverKnownCells() {
        RoutingTable table = table(1, 5, 1);
        assertThat(epochAfter(table.learn(tenant(6, 2)))).isEqualTo(6);
        assertThat(table.learn(tenant(5, 2))).isSameAs(table);
        assertThat(table.learn(tenant(6, 9))).isSameAs(table);
        assertThat(table.learn(new RoutedTenant(new TenantId("other"), 9, new Shard(List.of(new CellId("cell-1"))))))
                .isSameAs(table);
    }

    @Test
    void keepsALearntEpochOverANewTableUntilTheTableHasCaughtUp() {
        RoutingTable learnt = table(1, 5, 1).learn(tenant(7, 2));
        assertThat(epochAfter(learnt.replacedBy(table(2, 6, 1)))).isEqualTo(7);
        assertThat(epochAfter(learnt.replacedBy(table(2, 8, 1)))).isEqualTo(8);
    }

    @Test
    void refusesATableThatContradictsItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> RoutingTable.of(1, CELLS, List.of(tenant(1, 9))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingTable.of(1, CELLS, List.of(tenant(1, 1), tenant(2, 1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingTable.of(1, List.of(CELLS.getFirst(), CELLS.getFirst()), List.of()));
    }

    private static long epochAfter(RoutingTable table) {
        return table.routesOf(TENANT).orElseThrow().epoch();
    }

    private static RoutingTable table(long version, long epoch, int... shard) {
        return RoutingTable.of(version, CELLS, List.of(tenant(epoch, shard)));
    }

    private static RoutedTenant tenant(long epoch, int... shard) {
        return new RoutedTenant(
                TENANT,
                epoch,
                new Shard(Arrays.stream(shard)
                        .mapToObj(number -> new CellId("cell-" + number))
                        .toList()));
    }

    private static RoutedCell cell(int number, CellState state) {
        return new RoutedCell(
                new CellId("cell-" + number), number, "zone-1", state, List.of(URI.create("http://127.0.0.1:1")));
    }
}
