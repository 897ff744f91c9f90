package io.firebreak.assigner.analysis;

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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTableTest {
    private static final Assignment ONE =
            new Assignment(Map.of(new TenantId("t-1"), new Shard(List.of(new CellId("cell-2")))));

    @Test
    void refusesCellsAndWeightsThatAreNone() {
        Lattice out = new Lattice(
                List.of(Cell.of("cell-1", "zone-1"), new Cell(new CellId("cell-2"), "zone-1", 1, CellState.OUT)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardTable.of(out, ONE))
                .withMessage("tenant 't-1' is on cell-2: the lattice has no such cell, or it is out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardTable.of(Lattices.of(2, 1), ONE, tenant -> 0))
                .withMessage("weight of t-1 is 0.0: it must be above 0");
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 8", "8, 3, 4", "7, 3, 3", "10, 2, 4"})
    void drawsShardsAsTheLawOfTheSpaceSays(int cells, int shardSize, int zones) {
        ShardSpace space = new ShardSpace(cells, shardSize, zones);
        Map<Integer, Double> law = new EveryShard(space).probabilities();
        int tenants = 50_000;
        ShardTable table = new ShardDraw(space).tenants(tenants, new SplittableRandom(3));
        long[] seen = new long[1 << cells];
        for (int row = 0; row < tenants; row++) {
            seen[
                    IntStream.range(table.starts[row], table.starts[row + 1])
                            .map(i -> 1 << table.members[i])
                            .sum()]++;
        }
        List<Integer> shards = List.copyOf(law.keySet());
        long[] counts = shards.stream().mapToLong(shard -> seen[shard]).toArray();
        double[] expected = shards.stream()
                .mapToDouble(shard -> tenants * law.getOrDefault(shard, 0.0))
                .toArray();
        assertThat(IntStream.range(0, seen.length)
                        .filter(shard -> seen[shard] > 0)
                        .boxed())
                .isSubsetOf(law.keySet());
        assertThat(Lattices.chiSquared(counts, expected)).isLessThan(Lattices.chiSquaredLimit(shards.size() - 1));
    }

    @Test
    void drawsEverySetOfNumbersEquallyOften() {
        SplittableRandom chance = new SplittableRandom(1);
        long[] seen = new long[1 << 6];
        for (int i = 0; i < 20_000; i++) {
            seen[
                    IntStream.of(RandomSet.of(3, 6, chance))
                            .map(number -> 1 << number)
                            .sum()]++;
        }
        long[] sets = IntStream.range(0, 64)
                .filter(set -> Integer.bitCount(set) == 3)
                .mapToLong(set -> seen[set])
                .toArray();
        double[] expected = new double[20];
        Arrays.fill(expected, 1_000);
        assertThat(Lattices.chiSquared(sets, expected)).isLessThan(Lattices.chiSquaredLimit(19));
    }
}
