package io.firebreak.assigner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleAssignerTest {
    /** Computed by a separate program from the formula in the Javadoc. */
    @ParameterizedTest
    @CsvSource({
        "t-001, cell-5 cell-8, cell-1 cell-5 cell-8",
        "t-002, cell-2 cell-4, cell-2 cell-3 cell-4",
        "t-003, cell-3 cell-6, cell-3 cell-4 cell-6",
        "acme, cell-5 cell-6, cell-3 cell-5 cell-6",
        "a-b-c, cell-2 cell-7, cell-1 cell-2 cell-7"
    })
    void givesTheSameShardInEveryProcess(String tenant, String two, String three) {
        Lattice lattice = Lattices.of(8, 1);
        assertThat(new ShuffleAssigner(lattice, 2, 1).assign(new TenantId(tenant)))
                .isEqualTo(shard(two));
        assertThat(new ShuffleAssigner(lattice, 3, 1).assign(new TenantId(tenant)))
                .isEqualTo(shard(three));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, -7, Long.MIN_VALUE})
    void makesEveryCombinationOfTwoOfEightEquallyLikely(long seed) {
        assertUniform(new ShuffleAssigner(Lattices.of(8, 1), 2, seed), 28);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makesEveryCombinationWithOneCellPerZoneEquallyLikely(long seed) {
        assertUniform(new ShuffleAssigner(Lattices.of(8, 4), 2, seed), 6 * 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makesEveryEvenCombinationEquallyLikelyWhenZonesAreFew(long seed) {
        // 3 of 8 cells in 2 zones of 4: two of one zone, one of the other
        assertUniform(new ShuffleAssigner(Lattices.of(8, 2), 3, seed), 2 * 6 * 4);
    }

    private static void assertUniform(ShuffleAssigner assigner, int combinations) {
        int tenants = 1_000 * combinations;
        Map<Shard, Long> seen =
                Lattices.tenantStream(tenants).collect(Collectors.groupingBy(assigner::assign, Collectors.counting()));
        assertThat(seen).hasSize(combinations);
        double[] expected = new double[combinations];
        Arrays.fill(expected, 1_000);
        long[] counts = seen.values().stream().mapToLong(Long::longValue).toArray();
        assertThat(Lattices.chiSquared(counts, expected)).isLessThan(Lattices.chiSquaredLimit(combinations - 1));
    }

    @Test
    void prefersCellsOfGreaterWeight() {
        Lattice lattice =
                Lattices.with(Lattices.of(7, 1), new Cell(new CellId("cell-8"), "zone-1", 7, CellState.ACTIVE));
        ShuffleAssigner assigner = new ShuffleAssigner(lattice, 1, 1);
        long heavy = Lattices.tenantStream(20_000)
                .filter(tenant -> assigner.assign(tenant).contains(new CellId("cell-8")))
                .count();
        assertThat(heavy).isBetween(9_700L, 10_300L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesAtMostOneMemberWhenACellComesOrGoes(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Lattice small = Lattices.random(chance);
        Cell changed = Lattices.randomCell("cell-99", 6, chance);
        int shardSize = chance.nextInt(1, small.cells().size() + 1);
        ShuffleAssigner without = new ShuffleAssigner(small, shardSize, seed, Favour.STABILITY);
        ShuffleAssigner with = new ShuffleAssigner(Lattices.with(small, changed), shardSize, seed, Favour.STABILITY);
        assertThat(Lattices.tenantStream(200)).allSatisfy(tenant -> {
            Shard before = without.assign(tenant);
            Shard after = with.assign(tenant);
            int kept = after.contains(changed.id()) ? shardSize - 1 : shardSize;
            assertThat(before.overlap(after)).as("%s to %s", before, after).isEqualTo(kept);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spreadsAShardOverTheZonesAsEvenlyAsTheyAllow(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Lattice lattice = Lattices.random(chance);
        int shardSize = chance.nextInt(1, lattice.cells().size() + 1);
        Map<CellId, String> zones = lattice.cells().stream().collect(Collectors.toMap(Cell::id, Cell::zone));
        Map<String, Integer> sizes = count(lattice.cells(), Cell::zone);
        ShuffleAssigner assigner = new ShuffleAssigner(lattice, shardSize, seed);
        assertThat(Lattices.tenantStream(100)).allSatisfy(tenant -> {
            Map<String, Integer> taken =
                    count(assigner.assign(tenant).cells(), cell -> zones.getOrDefault(cell, "none"));
            int most = taken.values().stream().max(Integer::compare).orElseThrow();
            for (Map.Entry<String, Integer> zone : sizes.entrySet()) {
                assertThat(taken.getOrDefault(zone.getKey(), 0))
                        .as("%s of %s", zone, taken)
                        .isGreaterThanOrEqualTo(Math.min(most - 1, zone.getValue()));
            }
        });
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void usesEveryZoneWhenThereAreFewerThanMembers() {
        ShuffleAssigner assigner = new ShuffleAssigner(Lattices.of(9, 3), 4, 1);
        assertThat(Lattices.tenantStream(200)).allSatisfy(tenant -> {
            Set<Integer> zones = new HashSet<>();
            for (CellId cell : assigner.assign(tenant).cells()) {
                zones.add(Integer.parseInt(cell.value().substring("cell-".length())) % 3);
            }
            assertThat(zones).hasSize(3);
        });
    }

    @Test
    void takesTheWholeLatticeWhenTheShardIsAsLarge() {
        Lattice lattice = Lattices.of(5, 2);
        assertThat(new ShuffleAssigner(lattice, 5, 1)
                        .assign(new TenantId("t-001"))
                        .cells())
                .containsExactlyElementsOf(
                        lattice.cells().stream().map(Cell::id).toList());
    }

    @Test
    void leavesOutCellsThatTakeNoTenants() {
        Lattice lattice =
                Lattices.with(Lattices.of(3, 1), new Cell(new CellId("cell-4"), "zone-2", 100, CellState.DRAINING));
        ShuffleAssigner assigner = new ShuffleAssigner(lattice, 2, 1);
        assertThat(Lattices.tenantStream(100))
                .noneMatch(tenant -> assigner.assign(tenant).contains(new CellId("cell-4")));
    }

    @Test
    void refusesAShardSizeOutOfRange() {
        Lattice lattice = Lattices.of(8, 1);
        for (int size : new int[] {0, -1, 9}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ShuffleAssigner(lattice, size, 1))
                    .withMessage("shard size %d must be 1 to 8, the number of active cells", size);
        }
    }

    @Test
    void refusesALatticeWithoutAnActiveCell() {
        Lattice lattice = new Lattice(List.of(new Cell(new CellId("cell-1"), "zone-1", 1, CellState.DRAINING)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShuffleAssigner(lattice, 1, 1))
                .withMessage("no cell is active");
    }

    private static <T> Map<String, Integer> count(List<T> things, Function<T, String> zone) {
        Map<String, Integer> counts = new HashMap<>();
        things.forEach(thing -> counts.merge(zone.apply(thing), 1, Integer::sum));
        return counts;
    }

    private static Shard shard(String names) {
        return new Shard(Arrays.stream(names.split(" ")).map(CellId::new).toList());
    }
}
