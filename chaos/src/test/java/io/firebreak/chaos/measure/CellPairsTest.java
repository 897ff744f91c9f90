package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellPairsTest {
    private static MeasuredTenant tenant(int number, List<Integer> cells) {
        Shard shard =
                new Shard(cells.stream().map(cell -> new CellId("cell-" + cell)).toList());
        return new MeasuredTenant(new TenantId("t-" + number), shard, false);
    }

    @Test
    void findsTheTwoFullestCellsWhereATenantHasOne() {
        List<MeasuredTenant> tenants = List.of(
                tenant(1, List.of(1)),
                tenant(2, List.of(2)),
                tenant(3, List.of(2)),
                tenant(4, List.of(10)),
                tenant(5, List.of(10)));
        assertThat(CellPairs.worst(tenants)).hasValue(new WorstPair(List.of("cell-2", "cell-10"), 4, 0.8));
    }

    @Test
    void hasNoPairWhereThereIsOneCell() {
        assertThat(CellPairs.worst(List.of(tenant(1, List.of(1))))).isEmpty();
        assertThat(CellPairs.worst(List.of())).isEmpty();
    }

    @Test
    void losesNobodyWhoHasMoreCellsThanTheTwo() {
        assertThat(CellPairs.worst(List.of(tenant(1, List.of(1, 2, 3)), tenant(2, List.of(2, 3, 4)))))
                .hasValueSatisfying(pair -> assertThat(pair.tenants()).isZero());
    }

    /** Against the slow way: each pair, tenant by tenant. */
    @Test
    void findsWhatTryingEveryPairOnEveryTenantFinds() {
        for (int seed = 1; seed <= 20; seed++) {
            Random chance = new Random(seed);
            List<MeasuredTenant> tenants = new ArrayList<>();
            for (int number = 1; number <= 100; number++) {
                List<Integer> cells =
                        new ArrayList<>(IntStream.rangeClosed(1, 8).boxed().toList());
                Collections.shuffle(cells, chance);
                tenants.add(tenant(number, cells.subList(0, 2)));
            }
            long most = 0;
            for (int a = 1; a <= 8; a++) {
                for (int b = a + 1; b <= 8; b++) {
                    List<CellId> pair = List.of(new CellId("cell-" + a), new CellId("cell-" + b));
                    most = Math.max(
                            most,
                            tenants.stream()
                                    .filter(tenant ->
                                            pair.containsAll(tenant.shard().cells()))
                                    .count());
                }
            }
            assertThat(CellPairs.worst(tenants).orElseThrow().tenants())
                    .as("seed %d", seed)
                    .isEqualTo(most);
        }
    }
}
