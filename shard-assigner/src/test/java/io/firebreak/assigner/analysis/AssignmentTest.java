package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final Assignment THREE = new Assignment(Map.of(
            new TenantId("t-1"), new Shard(cells("cell-1 cell-2")),
            new TenantId("t-2"), new Shard(cells("cell-2 cell-3")),
            new TenantId("t-3"), new Shard(cells("cell-3"))));

    @Test
    void findsTheTenantsThatHaveNoCellLeft() {
        assertThat(THREE.wholeShardHit(dead("cell-2 cell-3")))
                .containsExactly(new TenantId("t-2"), new TenantId("t-3"));
        assertThat(THREE.wholeShardHit(dead("cell-1"))).isEmpty();
        assertThat(THREE.wholeShardHit(Set.of())).isEmpty();
    }

    @Test
    void findsTheTenantsThatLostACell() {
        assertThat(THREE.anyCellHit(dead("cell-2"))).containsExactly(new TenantId("t-1"), new TenantId("t-2"));
        assertThat(THREE.anyCellHit(dead("cell-9"))).isEmpty();
    }

    @Test
    void tellsWhatPoisonTenantsReach() {
        assertThat(THREE.cellsOf(List.of(new TenantId("t-1"), new TenantId("t-2"))))
                .containsExactlyElementsOf(cells("cell-1 cell-2 cell-3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.cellsOf(List.of(new TenantId("t-9"))))
                .withMessage("tenant 't-9' has no shard");
    }

    @Test
    void asksTheAssignerForEachTenant() {
        ShuffleAssigner assigner = new ShuffleAssigner(Lattices.of(8, 1), 2, 1);
        Assignment assignment = Assignment.of(assigner, Lattices.tenants(100));
        assertThat(assignment.shards())
                .hasSize(100)
                .allSatisfy((tenant, shard) -> assertThat(shard).isEqualTo(assigner.assign(tenant)));
    }

    private static List<CellId> cells(String names) {
        return Arrays.stream(names.split(" ")).map(CellId::new).toList();
    }

    private static Set<CellId> dead(String names) {
        return cells(names).stream().collect(Collectors.toSet());
    }
}
