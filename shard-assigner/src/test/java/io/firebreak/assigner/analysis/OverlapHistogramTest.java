package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapHistogramTest {
    /** Few tenants are counted along cells, many on few cells by sets. */
    @ParameterizedTest
    @CsvSource({"8, 2, 1", "8, 2, 50", "20, 3, 200", "9, 4, 3000", "12, 5, 4000", "20, 4, 2000", "6, 6, 5", "40, 2, 3"})
    void countsWhatComparingEveryPairCounts(int cells, int shardSize, int tenants) {
        Lattice lattice = Lattices.of(cells, 1);
        ShuffleAssigner assigner = new ShuffleAssigner(lattice, shardSize, 1);
        assertAgrees(ShardTable.of(lattice, Assignment.of(assigner, Lattices.tenants(tenants))));
    }

    /** Rows as drawn do not lie beside the rows of the same shard. */
    @ParameterizedTest
    @CsvSource({"8, 3, 400", "30, 4, 60", "30, 4, 1500"})
    void countsRowsInAnyOrder(int cells, int shardSize, int tenants) {
        ShardSpace space = new ShardSpace(cells, shardSize, cells);
        assertAgrees(new ShardDraw(space).tenants(tenants, new SplittableRandom(7)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsShardsOfDifferentSizes(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        int cells = chance.nextInt(2, 14);
        Lattice lattice = Lattices.of(cells, 1);
        Map<TenantId, Shard> shards = new HashMap<>();
        for (TenantId tenant : Lattices.tenants(chance.nextInt(1, 60))) {
            shards.put(
                    tenant,
                    new Shard(chance.ints(1, cells + 1)
                            .distinct()
                            .limit(chance.nextInt(1, Math.min(cells, 5) + 1))
                            .mapToObj(number -> new CellId("cell-" + number))
                            .toList()));
        }
        assertAgrees(ShardTable.of(lattice, new Assignment(shards)));
    }

    @Test
    void choosesSetsWhereListsAreLong() {
        ShardTable few = new ShardDraw(new ShardSpace(40, 2, 40)).tenants(3, new SplittableRandom(1));
        ShardTable many = new ShardDraw(new ShardSpace(20, 4, 20)).tenants(2_000, new SplittableRandom(1));
        assertThat(new PairsBySets(few).steps()).isGreaterThan(new DistinctShards(few).steps());
        assertThat(new PairsBySets(many).steps()).isLessThan(new DistinctShards(many).steps());
    }

    private static void assertAgrees(ShardTable table) {
        long[] cells = IntStream.range(0, table.tenants())
                .mapToLong(row -> cells(table, row))
                .toArray();
        Long[] pairs = new Long[table.greatestShard() + 1];
        Arrays.fill(pairs, 0L);
        int most = -1;
        List<TenantId> worst = List.of();
        for (int row = 0; row < table.tenants(); row++) {
            for (int other = 0; other < row; other++) {
                int shared = Long.bitCount(cells[row] & cells[other]);
                pairs[shared]++;
                if (shared > most) {
                    most = shared;
                    worst = List.of(table.tenant(other), table.tenant(row));
                }
            }
        }
        OverlapHistogram histogram = OverlapHistogram.of(table);
        assertThat(histogram.pairs()).containsExactly(pairs);
        assertThat(histogram.maxOverlap()).isEqualTo(Math.max(most, 0));
        assertThat(histogram.worst()).isEqualTo(worst);
        OverlapCount alongCells = new PairsAlongCells(table, new DistinctShards(table)).count();
        assertThat(new PairsBySets(table).count()).isEqualTo(alongCells);
    }

    /** A bit for each cell of a row. */
    private static long cells(ShardTable table, int row) {
        return IntStream.range(table.starts[row], table.starts[row + 1])
                .mapToLong(i -> 1L << table.members[i])
                .sum();
    }
}
