package io.firebreak.assigner.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardDesignTest {
    /** Every pair of shards is compared. */
    @ParameterizedTest
    @CsvSource({
        "64, 4, 4, 1, 256, 256, Singleton",
        "64, 4, 4, 2, 4096, 4096, Singleton",
        "64, 4, 4, 0, 16, 16, Singleton",
        "60, 4, 4, 1, 225, 225, Singleton",
        "45, 5, 3, 1, 162, 270, Johnson",
        "56, 7, 3, 1, 448, 448, Johnson",
        "64, 1, 4, 1, 336, 336, Johnson",
        "28, 1, 4, 1, 63, 63, Johnson",
        "20, 1, 4, 1, 29, 30, Johnson",
        "40, 1, 4, 1, 130, 130, Johnson",
        "65, 1, 5, 1, 208, 208, Johnson",
        "25, 1, 4, 1, 43, 50, Johnson",
        "50, 1, 4, 1, 196, 200, Johnson",
        "100, 1, 5, 1, 480, 480, Johnson",
        "16, 1, 4, 2, 140, 140, Johnson",
        "8, 1, 2, 1, 28, 28, Johnson",
        "8, 1, 3, 2, 56, 56, Johnson",
        "8, 1, 2, 0, 4, 4, Johnson",
        "31, 1, 3, 1, 155, 155, Johnson",
        "81, 1, 9, 1, 90, 90, Johnson",
        "1, 1, 1, 0, 1, 1, Johnson",
        "3, 3, 2, 1, 3, 3, Johnson",
    })
    void reachesItsShareOfTheBoundAndNeverOverlapsMore(
            int cells, int zones, int shardSize, int maxOverlap, long least, long bound, String name) {
        Lattice lattice = Lattices.of(cells, zones);
        ShardDesign design = new ShardDesign(lattice, shardSize, maxOverlap);
        System.out.printf(
                "n=%d z=%d k=%d t=%d: %d of %s%n", cells, zones, shardSize, maxOverlap, design.count(), design.bound());
        assertPacking(design);
        assertThat(design.count()).isBetween(least, bound);
        assertThat(design.bound().shards()).isEqualTo(bound);
        assertThat(design.bound().name()).isEqualTo(name);
        assertThat(design.reached()).isEqualTo((double) design.count() / bound);
        if (zones > 1) {
            assertStrictZones(design);
        }
    }

    /** The mean share of the bound over all n from k to 40 is at least the number given. */
    @ParameterizedTest
    @CsvSource({"2, 1, 1", "3, 1, 0.98", "3, 2, 1", "4, 1, 0.88", "4, 2, 0.84", "5, 1, 0.75"})
    void isSoundForEveryNumberOfCells(int shardSize, int maxOverlap, double least) {
        double sum = 0;
        int designs = 0;
        for (int cells = shardSize; cells <= 40; cells++) {
            ShardDesign design = new ShardDesign(Lattices.of(cells, 1), shardSize, maxOverlap);
            assertPacking(design);
            sum += design.reached();
            designs++;
        }
        assertThat(sum / designs).isGreaterThanOrEqualTo(least);
    }

    @Test
    void isSoundForUnevenZones() {
        for (int cells = 6; cells < 60; cells++) {
            ShardDesign design = new ShardDesign(Lattices.of(cells, 5), 3, 1);
            assertPacking(design);
            assertStrictZones(design);
        }
    }

    @Test
    void loadsEveryCellTheSameWhenAllShardsOfAFieldAreUsed() {
        ShardDesign design = new ShardDesign(Lattices.of(64, 4), 4, 1);
        int[] load = new int[64];
        int[] into = new int[4];
        for (long index = 0; index < design.count(); index++) {
            design.shard(index, into);
            Arrays.stream(into).forEach(cell -> load[cell]++);
        }
        assertThat(load).containsOnly(16);
    }

    private static void assertPacking(ShardDesign design) {
        int[] into = new int[design.shardSize()];
        long[][] members = new long[(int) design.count()][];
        for (int index = 0; index < members.length; index++) {
            design.shard(index, into);
            members[index] = new long[(design.cells().size() + 63) / 64];
            for (int i = 0; i < into.length; i++) {
                assertThat(into[i])
                        .isBetween(i == 0 ? 0 : into[i - 1] + 1, design.cells().size() - 1);
                members[index][into[i] / 64] |= 1L << into[i];
            }
        }
        int most = 0;
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < i; j++) {
                int shared = 0;
                for (int word = 0; word < members[i].length; word++) {
                    shared += Long.bitCount(members[i][word] & members[j][word]);
                }
                most = Math.max(most, shared);
            }
        }
        assertThat(most).isLessThanOrEqualTo(design.maxOverlap());
    }

    private static void assertStrictZones(ShardDesign design) {
        for (long index = 0; index < design.count(); index++) {
            int[] into = new int[design.shardSize()];
            design.shard(index, into);
            assertThat(Arrays.stream(into).map(design.cells()::zone).distinct().count())
                    .isEqualTo(design.shardSize());
        }
    }

    @Test
    void usesActiveCellsOnly() {
        List<Cell> cells = IntStream.rangeClosed(1, 17)
                .mapToObj(i ->
                        new Cell(new CellId("cell-" + i), "zone-1", 1, i == 5 ? CellState.DRAINING : CellState.ACTIVE))
                .toList();
        ShardDesign design = new ShardDesign(new Lattice(cells), 4, 1);
        assertThat(design.count()).isEqualTo(20);
        assertThat(IntStream.range(0, 20).noneMatch(index -> design.shard(index).contains(new CellId("cell-5"))))
                .isTrue();
    }

    @Test
    void refusesWhatItCannotGive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShardDesign(Lattices.of(8, 1), 9, 1))
                .withMessage("shard size 9 must be 1 to 8, the number of active cells");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShardDesign(Lattices.of(8, 2), 3, 1))
                .withMessage("shard size 3 must be 1 to 2, the number of zones with an active cell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShardDesign(Lattices.of(8, 1), 3, 3))
                .withMessage("maximum overlap 3 must be 0 to 2, less than the shard size");
    }

    @Test
    void givesEveryTenantAShardOfItsOwnWhileThereAreSome() {
        ShardDesign design = new ShardDesign(Lattices.of(8, 1), 2, 1);
        DesignAssigner assigner = DesignAssigner.exclusive(design, Lattices.tenants(28));
        assertThat(Lattices.tenants(28).stream().map(assigner::assign)).doesNotHaveDuplicates();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DesignAssigner.exclusive(design, Lattices.tenants(29)))
                .withMessage("tenants are 29: they must be 0 to 28, the shards of the design");
        assertThat(DesignAssigner.reusing(design, Lattices.tenants(29)).assign(new TenantId("t-029")))
                .isEqualTo(assigner.assign(new TenantId("t-001")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assigner.assign(new TenantId("t-029")))
                .withMessage("tenant t-029 is not of the list");
    }
}
