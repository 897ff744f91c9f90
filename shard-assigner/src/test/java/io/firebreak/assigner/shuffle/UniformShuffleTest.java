package io.firebreak.assigner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of equal weight, by rendezvous and by slots: every combination as likely, and nobody moves who need not. */
class UniformShuffleTest {
    private static final int LATTICES = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void makesEveryCombinationEquallyLikely(long seed) {
        assertUniform(new ShuffleAssigner(Lattices.of(8, 1), 2, seed), 28);
        assertUniform(new ShuffleAssigner(Lattices.of(12, 1), 3, seed), 220);
        assertUniform(new SlotShuffleAssigner(Lattices.of(8, 1), 2, seed, 16), 28);
        assertUniform(new SlotShuffleAssigner(Lattices.of(12, 1), 3, seed, 24), 220);
        assertUniform(new SlotShuffleAssigner(Lattices.of(8, 4), 2, seed, 16), 24);
    }

    private static void assertUniform(ShardAssigner assigner, int combinations) {
        Map<Object, Long> seen = new HashMap<>();
        Lattices.tenantStream(100 * combinations).forEach(tenant -> seen.merge(assigner.assign(tenant), 1L, Long::sum));
        assertThat(seen).hasSize(combinations);
        double[] expected = new double[combinations];
        Arrays.fill(expected, 100);
        long[] counts = seen.values().stream().mapToLong(Long::longValue).toArray();
        // p > 10^-4: a normal quantile of 3.719 in the approximation of Wilson and Hilferty
        double spread = 2.0 / (9.0 * (combinations - 1));
        double limit = (combinations - 1) * Math.pow(1 - spread + 3.719 * Math.sqrt(spread), 3);
        assertThat(Lattices.chiSquared(counts, expected)).isLessThan(limit);
    }

    @Test
    void movesAsFewAsPossibleWhenACellComesOrGoes() {
        assertMovement(lattice -> new ShuffleAssigner(lattice.lattice(), lattice.shardSize(), lattice.seed())::assign);
    }

    @Test
    void movesAsFewAsPossibleBetweenSlotsWithinTheCapacity() {
        assertMovement(
                lattice -> new SlotShuffleAssigner(lattice.lattice(), lattice.shardSize(), lattice.seed(), 64)::assign);
    }

    private record Setting(Lattice lattice, int shardSize, long seed) {}

    private interface Fill {
        void assign(long hash, int[] into);
    }

    /** Least possible is k of n + 1 tenants: the new cell's fair share. */
    private static void assertMovement(Function<Setting, Fill> method) {
        double moved = 0;
        double least = 0;
        for (int seed = 0; seed < LATTICES; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            int cells = chance.nextInt(2, 33);
            int shardSize = chance.nextInt(1, Math.min(cells, 6) + 1);
            Lattice small = Lattices.of(cells, 1);
            Lattice large = Lattices.of(cells + 1, 1);
            Fill before = method.apply(new Setting(small, shardSize, seed));
            Fill after = method.apply(new Setting(large, shardSize, seed));
            int[] old = new int[shardSize];
            int[] now = new int[shardSize];
            for (int tenant = 0; tenant < 100; tenant++) {
                before.assign(StableHash.combine(seed, tenant), old);
                after.assign(StableHash.combine(seed, tenant), now);
                int gone = (int) IntStream.of(old)
                        .filter(cell -> Arrays.binarySearch(now, cell) < 0)
                        .count();
                assertThat(gone).isEqualTo(now[shardSize - 1] == cells ? 1 : 0);
                moved += gone;
            }
            least += 100.0 * shardSize / (cells + 1);
        }
        assertThat(moved).isCloseTo(least, Percentage.withPercentage(1));
    }

    @Test
    void keepsEveryOtherMemberWhenACellOfASlotGoesOut() {
        List<Cell> cells = new ArrayList<>(Lattices.of(20, 4).cells());
        SlotShuffleAssigner before = new SlotShuffleAssigner(new Lattice(cells), 3, 1, 32);
        Cell gone = cells.get(7);
        cells.set(7, new Cell(gone.id(), gone.zone(), 1, CellState.OUT));
        SlotShuffleAssigner after = new SlotShuffleAssigner(new Lattice(cells), 3, 1, 32);
        assertThat(Lattices.tenantStream(500))
                .allSatisfy(tenant -> assertThat(before.assign(tenant).overlap(after.assign(tenant)))
                        .isEqualTo(before.assign(tenant).contains(gone.id()) ? 2 : 3));
    }

    /** What the slots cannot do, measured: another capacity is another shuffle. */
    @Test
    void movesNearlyEverybodyWhenTheCapacityChanges() {
        SlotShuffleAssigner before = new SlotShuffleAssigner(Lattices.of(64, 1), 4, 1, 64);
        SlotShuffleAssigner after = new SlotShuffleAssigner(Lattices.of(64, 1), 4, 1, 128);
        long same = Lattices.tenantStream(1_000)
                .filter(tenant -> before.assign(tenant).equals(after.assign(tenant)))
                .count();
        assertThat(same).isLessThan(100);
    }

    @Test
    void takesZonesInTurnFromSlotsToo() {
        SlotShuffleAssigner assigner = new SlotShuffleAssigner(Lattices.of(9, 3), 4, 1, 9);
        assertThat(Lattices.tenantStream(200))
                .allSatisfy(tenant -> assertThat(assigner.assign(tenant).cells().stream()
                                .map(cell -> Integer.parseInt(cell.value().substring("cell-".length())) % 3)
                                .distinct())
                        .hasSize(3));
    }

    @Test
    void refusesSlotsItCannotFill() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlotShuffleAssigner(Lattices.of(8, 1), 2, 1, 7))
                .withMessage("capacity 7 must be 8 or more, the cells of the lattice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlotShuffleAssigner(Lattices.of(8, 1), 9, 1, 8))
                .withMessage("shard size 9 must be 1 to 8, the number of active cells");
        Lattice uneven =
                Lattices.with(Lattices.of(3, 1), new Cell(new CellId("cell-4"), "zone-1", 2, CellState.ACTIVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlotShuffleAssigner(uneven, 2, 1, 8))
                .withMessage("weights differ: slots need cells of equal weight");
        ShuffleAssigner assigner = new ShuffleAssigner(Lattices.of(8, 1), 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assigner.assign(assigner.hash(new TenantId("t-001")), new int[3]))
                .withMessage("3 places must be 2, the shard size");
    }
}
