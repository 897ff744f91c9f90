package io.firebreak.chaos.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapHistogramTest {
    /** Few tenants are counted along lists, many on few cells by sets. */
    @ParameterizedTest
    @CsvSource({"8, 2, 1", "8, 2, 50", "20, 3, 200", "9, 4, 3000", "12, 5, 4000", "6, 6, 5"})
    void countsWhatComparingEveryPairCounts(int cells, int shardSize, int tenants) {
        ShuffleAssigner assigner = new ShuffleAssigner(LatticeFile.dealt(cells, 1), shardSize, 1);
        List<Shard> shards = Tenants.numbered(tenants).stream()
                .map(tenant -> assigner.assign(tenant.id()))
                .toList();
        long[] expected = new long[shardSize + 1];
        for (int i = 0; i < tenants; i++) {
            for (int j = 0; j < i; j++) {
                expected[shards.get(i).overlap(shards.get(j))]++;
            }
        }
        assertThat(OverlapHistogram.of(shards, shardSize)).isEqualTo(expected);
    }
}
