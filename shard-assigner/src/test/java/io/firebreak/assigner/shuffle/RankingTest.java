package io.firebreak.assigner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsTheSameAsSortingEverybody(boolean rated) {
        SplittableRandom chance = new SplittableRandom(1);
        for (int round = 0; round < 3_000; round++) {
            int size = chance.nextInt(1, 300);
            int count = chance.nextInt(1, Math.min(size, 12) + 1);
            long[] hashes = chance.longs(size).toArray();
            double[] rates = IntStream.range(0, size)
                    .mapToDouble(i -> chance.nextDouble(0.1, 5))
                    .toArray();
            assertTop(new Ranking(hashes, rated ? rates : null), chance.nextLong(), size, count);
        }
    }

    @Test
    void breaksTiesByNumber() {
        long[] hashes = new long[40];
        for (int count = 1; count <= 40; count++) {
            assertTop(new Ranking(hashes, null), count, 40, count);
        }
    }

    private static void assertTop(Ranking ranking, long key, int size, int count) {
        int[] places = new int[count + 1];
        ranking.top(key, ranking.scores(key), 0, size, places, 1, count);
        int[] found = Arrays.stream(places, 1, count + 1).sorted().toArray();
        int[] expected = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> ranking.isBefore(key, a, b) ? -1 : a.equals(b) ? 0 : 1)
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        assertThat(found).isEqualTo(expected);
    }
}
