package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialLanesTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /** Every trial has a set of its own; the oracle tries each by itself, tenant by tenant. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void seesInEachTrialWhatTheOracleSees(long seed) {
        ConcreteBlastRadiusTest.Case it = ConcreteBlastRadiusTest.Case.random(seed);
        ShardTable table = it.table();
        EveryFault oracle = new EveryFault(it.lattice(), it.assignment(), it.weights());
        TrialLanes trials = new TrialLanes(table);
        SplittableRandom chance = new SplittableRandom(seed);
        for (int lanes : new int[] {64, 1, 37}) {
            List<List<CellId>> failed = new ArrayList<>();
            trials.run(lanes, (all, lane, draws) -> failed.add(fail(all, lane, draws)), chance);
            for (int lane = 0; lane < lanes; lane++) {
                assertSame(trials, lane, oracle.afterFailed(failed.get(lane)));
            }
            List<List<TenantId>> poison = new ArrayList<>();
            trials.run(lanes, (all, lane, draws) -> poison.add(poison(all, lane, draws)), chance);
            for (int lane = 0; lane < lanes; lane++) {
                assertSame(trials, lane, oracle.afterPoison(poison.get(lane)));
            }
        }
    }

    private static List<CellId> fail(TrialLanes trials, int lane, RandomGenerator draws) {
        ShardTable table = trials.table();
        int[] cells = RandomSet.of(draws.nextInt(table.cells() + 1), table.cells(), draws);
        IntStream.of(cells).forEach(cell -> trials.kill(lane, cell));
        return IntStream.of(cells).mapToObj(table::cell).toList();
    }

    private static List<TenantId> poison(TrialLanes trials, int lane, RandomGenerator draws) {
        ShardTable table = trials.table();
        int[] rows = RandomSet.of(draws.nextInt(table.tenants()), table.tenants(), draws);
        IntStream.of(rows).forEach(row -> trials.poison(lane, row));
        return IntStream.of(rows).mapToObj(table::tenant).toList();
    }

    private static void assertSame(TrialLanes trials, int lane, BlastRadius expected) {
        assertThat(trials.below(lane)).isEqualTo(expected.belowSlo(), EXACT);
        assertThat(trials.hit(lane)).isEqualTo(1 - expected.unaffected(), EXACT);
    }

    /** A remainder of rounding in place of nothing would make the interval too sure. */
    @Test
    void findsExactlyNobodyWhereThereIsNobody() {
        SplittableRandom chance = new SplittableRandom(1);
        Map<TenantId, Shard> shards = new TreeMap<>();
        Lattice lattice = Lattices.of(20, 1);
        for (Cell cell : lattice.cells()) {
            shards.put(new TenantId("t-of-" + cell.id()), new Shard(List.of(cell.id())));
        }
        ShardTable table = ShardTable.of(lattice, new Assignment(shards), tenant -> chance.nextDouble(0.1, 3));
        TrialLanes trials = new TrialLanes(table);
        trials.run(Long.SIZE, Fault.poisonTenants(7), chance);
        for (int lane = 0; lane < Long.SIZE; lane++) {
            assertThat(trials.below(lane)).isZero();
            assertThat(trials.hit(lane)).isZero();
        }
    }

    @Test
    void addsAWeightToEveryBitOfItsWord() {
        LaneWeights sums = new LaneWeights();
        SplittableRandom chance = new SplittableRandom(1);
        double[] expected = new double[Long.SIZE];
        for (int i = 0; i < 1_000; i++) {
            long word = chance.nextLong();
            double weight = chance.nextDouble();
            sums.add(word, weight);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                expected[bit] += (word >>> bit & 1) * weight;
            }
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertThat(sums.of(bit)).as("bit %d", bit).isEqualTo(expected[bit], EXACT);
        }
        sums.clear();
        assertThat(sums.of(5)).isZero();
    }
}
