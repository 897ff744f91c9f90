package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShardSpaceTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @ParameterizedTest
    @CsvSource({
        "8, 2, 8, 28",
        "100, 5, 100, 75287520",
        "8, 2, 4, 24",
        "9, 3, 3, 27",
        "8, 3, 3, 18",
        "10, 2, 4, 37",
        "1, 1, 1, 1",
        "200, 100, 200, 90548514656103281165404177077484163874504589675413336841320"
    })
    void countsItsShards(int cells, int shardSize, int zones, BigInteger count) {
        assertThat(new ShardSpace(cells, shardSize, zones).count()).isEqualTo(count);
    }

    @Test
    void losesOneTenantInTwentyEightToOnePoisonTenantOfEightChooseTwo() {
        BlastRadius radius = ShardSpace.unzoned(8, 2).afterPoisonTenants(1);
        assertThat(radius.belowSlo()).isEqualTo(1.0 / 28);
        assertThat(radius.touched()).isEqualTo(12.0 / 28);
        assertThat(radius.unaffected()).isEqualTo(15.0 / 28);
    }

    @Test
    void sharesCellsOfEightChooseTwoAsPublished() {
        OverlapDistribution overlap = ShardSpace.unzoned(8, 2).overlap();
        assertThat(overlap.probabilities()).hasSize(3);
        assertThat(overlap.exactly(0)).isEqualTo(15.0 / 28, EXACT);
        assertThat(overlap.exactly(1)).isEqualTo(12.0 / 28, EXACT);
        assertThat(overlap.exactly(2)).isEqualTo(1.0 / 28, EXACT);
        assertThat(overlap.mean()).isEqualTo(2 * 2 / 8.0, EXACT);
    }

    @Test
    void losesATenantToFailedCellsAsOftenAsTheyCoverItsShard() {
        BlastRadius radius = ShardSpace.unzoned(8, 2).afterFailedCells(3);
        assertThat(radius.belowSlo()).isEqualTo(3.0 / 28);
        assertThat(radius.unaffected()).isEqualTo(10.0 / 28);
        assertThat(radius.touched()).isEqualTo(15.0 / 28);
    }

    @ParameterizedTest
    @MethodSource("smallSpaces")
    void agreesWithTheEnumerationOfEveryCase(ShardSpace space) {
        EveryShard oracle = new EveryShard(space);
        assertThat(BigInteger.valueOf(oracle.probabilities().size())).isEqualTo(space.count());
        double[] overlap = oracle.overlap();
        for (int shared = 0; shared <= space.shardSize(); shared++) {
            assertThat(space.overlap().exactly(shared)).isEqualTo(overlap[shared], EXACT);
        }
        for (int failed = 0; failed <= space.cells(); failed++) {
            assertSame(space.afterFailedCells(failed), oracle.afterFailedCells(failed));
        }
        for (int poison = 0; poison <= 3; poison++) {
            assertSame(space.afterPoisonTenants(poison), oracle.afterPoison(poison));
        }
    }

    /** Every space of at most 6 cells, and two in which zones of two sizes meet larger shards. */
    static List<ShardSpace> smallSpaces() {
        List<ShardSpace> spaces = new ArrayList<>(List.of(new ShardSpace(7, 3, 4), new ShardSpace(8, 3, 3)));
        for (int cells = 1; cells <= 6; cells++) {
            for (int zones = 1; zones <= cells; zones++) {
                for (int shardSize = 1; shardSize <= zones; shardSize++) {
                    spaces.add(new ShardSpace(cells, shardSize, zones));
                }
            }
        }
        return spaces;
    }

    private static void assertSame(BlastRadius actual, BlastRadius expected) {
        assertThat(actual.belowSlo()).isEqualTo(expected.belowSlo(), EXACT);
        assertThat(actual.touched()).isEqualTo(expected.touched(), EXACT).isGreaterThanOrEqualTo(0);
        assertThat(actual.unaffected()).isEqualTo(expected.unaffected(), EXACT);
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 8", "7, 2, 3", "5, 3, 3", "10, 2, 4"})
    void describesWhatTheShuffleAssignerDoes(int cells, int shardSize, int zones) {
        ShuffleAssigner assigner = new ShuffleAssigner(Lattices.of(cells, zones), shardSize, 1);
        int tenants = 50_000;
        Map<Integer, Long> seen = new HashMap<>();
        for (TenantId tenant : Lattices.tenants(tenants)) {
            seen.merge(bits(assigner.assign(tenant)), 1L, Long::sum);
        }
        Map<Integer, Double> law = new EveryShard(new ShardSpace(cells, shardSize, zones)).probabilities();
        List<Integer> shards = List.copyOf(law.keySet());
        assertThat(shards).containsAll(seen.keySet());
        long[] counts =
                shards.stream().mapToLong(shard -> seen.getOrDefault(shard, 0L)).toArray();
        double[] expected = shards.stream()
                .mapToDouble(shard -> tenants * law.getOrDefault(shard, 0.0))
                .toArray();
        assertThat(Lattices.chiSquared(counts, expected)).isLessThan(Lattices.chiSquaredLimit(shards.size() - 1));
    }

    private static int bits(Shard shard) {
        int bits = 0;
        for (CellId cell : shard.cells()) {
            bits |= 1 << (Integer.parseInt(cell.value().substring("cell-".length())) - 1);
        }
        return bits;
    }

    @Test
    void losesNoDigitsToCancellationInLargeSpaces() {
        ShardSpace space = ShardSpace.unzoned(1_000, 40);
        double expected = 1 / space.count().doubleValue();
        assertThat(space.afterPoisonTenants(1).belowSlo() / expected).isEqualTo(1, EXACT);
        ShardSpace zoned = new ShardSpace(1_003, 20, 100);
        assertThat(zoned.afterPoisonTenants(1).belowSlo() / zoned.overlap().exactly(20))
                .isEqualTo(1, within(1e-9));
    }

    @Test
    void losesEveryTenantToEnoughPoison() {
        BlastRadius radius = ShardSpace.unzoned(100, 5).afterPoisonTenants(10_000);
        assertThat(radius.belowSlo()).isEqualTo(1, EXACT);
        assertThat(radius.unaffected()).isEqualTo(0, EXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, cells 0 must be 1 to 2147483647",
        "8, 2, 0, zones 0 must be 1 to 8",
        "8, 2, 9, zones 9 must be 1 to 8",
        "8, 0, 8, shard size 0 must be 1 to 8",
        "8, 4, 3, shard size 4 must be 1 to 3"
    })
    void refusesWhatIsNoSpace(int cells, int shardSize, int zones, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShardSpace(cells, shardSize, zones))
                .withMessage(message);
    }

    @Test
    void refusesFaultsOutOfRange() {
        ShardSpace space = ShardSpace.unzoned(8, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.afterFailedCells(9))
                .withMessage("failed cells are 9: they must be 0 to 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.afterPoisonTenants(-1))
                .withMessage("poison tenants are -1: they must be 0 or more");
    }
}
