package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcreteBlastRadiusTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithTheTrialOfEverySet(long seed) {
        Case it = Case.random(seed);
        EveryFault oracle = new EveryFault(it.lattice, it.assignment, it.weights);
        ConcreteBlastRadius concrete = new ConcreteBlastRadius(it.table(), 1, 1);
        for (int failed = 1; failed <= it.table().cells(); failed++) {
            FaultOutlook<CellId> outlook = concrete.failedCells(failed);
            assertAgrees(outlook, oracle.failedCells(failed));
            assertSame(
                    outlook.worst().radius(), oracle.afterFailed(outlook.worst().of()));
        }
        for (int poison = 1; poison <= 3; poison++) {
            FaultOutlook<TenantId> outlook = concrete.poisonTenants(poison);
            assertAgrees(outlook, oracle.poisonTenants(poison));
            assertSame(
                    outlook.worst().radius(), oracle.afterPoison(outlook.worst().of()));
        }
    }

    private static void assertAgrees(FaultOutlook<?> outlook, List<BlastRadius> all) {
        assertThat(outlook.exact()).isTrue();
        assertThat(outlook.sets()).isEqualTo(BigInteger.valueOf(all.size()));
        assertThat(outlook.mean().belowSlo()).isEqualTo(EveryFault.mean(all, BlastRadius::belowSlo), EXACT);
        assertThat(outlook.mean().touched()).isEqualTo(EveryFault.mean(all, BlastRadius::touched), EXACT);
        double mean = outlook.mean().belowSlo();
        assertThat(outlook.variance())
                .isEqualTo(EveryFault.mean(all, radius -> Math.pow(radius.belowSlo() - mean, 2)), EXACT);
        assertSame(outlook.worst().radius(), EveryFault.worst(all));
        assertThat(outlook.bound()).isEqualTo(outlook.worst().radius().belowSlo());
    }

    private static void assertSame(BlastRadius actual, BlastRadius expected) {
        assertThat(actual.belowSlo()).isEqualTo(expected.belowSlo(), EXACT);
        assertThat(actual.touched()).isEqualTo(expected.touched(), EXACT);
        assertThat(actual.unaffected()).isEqualTo(expected.unaffected(), EXACT);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void saysLessButNothingWrongWhereThereAreTooManySets(long seed) {
        Case it = Case.random(seed);
        ConcreteBlastRadius exact = new ConcreteBlastRadius(it.table(), 1, 1);
        ConcreteBlastRadius beyond = new ConcreteBlastRadius(it.table(), 4_000, 5, BigInteger.ZERO);
        for (int failed = 1; failed < it.table().cells(); failed++) {
            FaultOutlook<CellId> truth = exact.failedCells(failed);
            FaultOutlook<CellId> outlook = beyond.failedCells(failed);
            assertThat(outlook.exact()).isFalse();
            assertSame(outlook.mean(), truth.mean());
            assertThat(outlook.variance()).isEqualTo(truth.variance(), within(0.1 * truth.variance() + 1e-9));
            assertBetween(outlook, truth);
        }
        FaultOutlook<TenantId> truth = exact.poisonTenants(2);
        FaultOutlook<TenantId> outlook = beyond.poisonTenants(2);
        assertThat(outlook.interval().contains(truth.mean().belowSlo())).isTrue();
        assertBetween(outlook, truth);
    }

    private static void assertBetween(FaultOutlook<?> outlook, FaultOutlook<?> truth) {
        double worst = truth.worst().radius().belowSlo();
        assertThat(outlook.worst().radius().belowSlo()).isBetween(0.6 * worst, worst + 1e-12);
        assertThat(outlook.bound()).isGreaterThanOrEqualTo(worst - 1e-12);
    }

    @Test
    void boundsTheWorstCaseWithoutTryingIt() {
        Case it = Case.of(64, 4, 1_000, 7);
        FaultOutlook<CellId> outlook = new ConcreteBlastRadius(it.table(), 500, 1).failedCells(12);
        assertThat(outlook.sets()).isEqualTo(new BigInteger("3284214703056"));
        assertThat(outlook.exact()).isFalse();
        assertThat(outlook.worst().of()).hasSize(12);
        assertThat(outlook.bound()).isGreaterThan(outlook.worst().radius().belowSlo());
    }

    /** The lines of the affine plane of order 5: 30 shards of 5 of 25 cells, any two of which share one cell at most. */
    @Test
    void boundsTheWorstCaseByTheOverlap() {
        Map<TenantId, Shard> lines = new TreeMap<>();
        for (int slope = 0; slope <= 5; slope++) {
            for (int offset = 0; offset < 5; offset++) {
                lines.put(new TenantId("line-%d-%d".formatted(slope, offset)), line(slope, offset));
            }
        }
        ShardTable table = ShardTable.of(Lattices.of(25, 1), new Assignment(lines));
        FaultOutlook<CellId> exact = new ConcreteBlastRadius(table, 1, 1).failedCells(5);
        assertThat(exact.worst().radius().belowSlo()).isEqualTo(1.0 / 30, EXACT);
        assertThat(new ConcreteBlastRadius(table, 1, 1, BigInteger.ZERO)
                        .failedCells(5)
                        .bound())
                .isEqualTo(1.0 / 30, EXACT);
    }

    private static Shard line(int slope, int offset) {
        List<CellId> cells = new ArrayList<>();
        for (int x = 0; x < 5; x++) {
            int number = slope == 5 ? 5 * offset + x : 5 * x + (slope * x + offset) % 5;
            cells.add(new CellId("cell-" + (number + 1)));
        }
        return new Shard(cells);
    }

    @Test
    void namesTheWorstCellAndTheWorstPair() {
        Map<TenantId, Shard> shards = new TreeMap<>();
        shards.put(new TenantId("t-1"), shard("cell-1", "cell-2"));
        shards.put(new TenantId("t-2"), shard("cell-2", "cell-3"));
        shards.put(new TenantId("t-3"), shard("cell-1", "cell-3"));
        shards.put(new TenantId("t-4"), shard("cell-2", "cell-4"));
        ConcreteBlastRadius concrete =
                new ConcreteBlastRadius(ShardTable.of(Lattices.of(4, 1), new Assignment(shards)), 1, 1);
        assertThat(concrete.failedCells(1).worst().of()).containsExactly(new CellId("cell-2"));
        assertThat(concrete.poisonTenants(2).worst())
                .isEqualTo(
                        new WorstFault<>(List.of(new TenantId("t-3"), new TenantId("t-4")), new BlastRadius(1, 0, 0)));
    }

    private static Shard shard(String... cells) {
        return new Shard(List.of(cells).stream().map(CellId::new).toList());
    }

    @Test
    void refusesWhatCannotFail() {
        ConcreteBlastRadius concrete =
                new ConcreteBlastRadius(Case.of(6, 2, 5, 1).table(), 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> concrete.failedCells(7))
                .withMessage("failed cells are 7: they must be 1 to 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> concrete.poisonTenants(5))
                .withMessage("poison tenants are 5: they must be 1 to 4, fewer than tenants");
    }

    /** Tenants of mixed shard sizes and, in most cases, mixed weights. */
    record Case(Lattice lattice, Assignment assignment, Map<TenantId, Double> weights) {
        static Case random(long seed) {
            SplittableRandom chance = new SplittableRandom(seed);
            int cells = chance.nextInt(3, 9);
            Map<TenantId, Double> weights = new HashMap<>();
            Map<TenantId, Shard> shards = new TreeMap<>();
            for (TenantId tenant : Lattices.tenants(chance.nextInt(4, 16))) {
                shards.put(tenant, draw(cells, chance.nextInt(1, Math.min(cells, 4)), chance));
                weights.put(tenant, seed % 4 == 0 ? 1 : chance.nextDouble(0.5, 3));
            }
            return new Case(Lattices.of(cells, 1), new Assignment(shards), weights);
        }

        static Case of(int cells, int shardSize, int tenants, long seed) {
            SplittableRandom chance = new SplittableRandom(seed);
            Map<TenantId, Shard> shards = new TreeMap<>();
            Lattices.tenants(tenants).forEach(tenant -> shards.put(tenant, draw(cells, shardSize, chance)));
            return new Case(Lattices.of(cells, 1), new Assignment(shards), Map.of());
        }

        private static Shard draw(int cells, int size, SplittableRandom chance) {
            List<CellId> all = new ArrayList<>(
                    Lattices.of(cells, 1).cells().stream().map(Cell::id).toList());
            Collections.shuffle(all, chance);
            return new Shard(all.subList(0, size));
        }

        ShardTable table() {
            return ShardTable.of(lattice, assignment, tenant -> weights.getOrDefault(tenant, 1.0));
        }
    }
}
