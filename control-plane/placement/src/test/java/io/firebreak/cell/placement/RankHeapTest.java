package io.firebreak.cell.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two heaps that share their table of places, against sorted sets. */
class RankHeapTest {
    private static final int RANKS = 60;

    static LongStream seeds() {
        return Seeds.upTo(50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheLeastOfWhatIsInIt(long seed) {
        Seeds.run(RankHeapTest.class, seed, each -> {
            RandomGenerator random = new SplittableRandom(each);
            HostLines lines = new HostLines(IntStream.range(0, RANKS)
                    .mapToObj(rank -> new HostId("host-%02d".formatted(rank)))
                    .toArray(HostId[]::new));
            RankHeap[] heaps = {new RankHeap(lines), new RankHeap(lines)};
            List<TreeSet<Integer>> sets = List.of(new TreeSet<>(), new TreeSet<>());
            for (int step = 0; step < 500; step++) {
                int rank = random.nextInt(RANKS);
                int in = sets.get(0).contains(rank) ? 0 : sets.get(1).contains(rank) ? 1 : -1;
                if (in >= 0) {
                    heaps[in].remove(rank);
                    sets.get(in).remove(rank);
                } else {
                    int into = random.nextInt(2);
                    heaps[into].add(rank);
                    sets.get(into).add(rank);
                }
                for (int i = 0; i < 2; i++) {
                    assertThat(heaps[i].size()).isEqualTo(sets.get(i).size());
                    if (!sets.get(i).isEmpty()) {
                        assertThat(heaps[i].at(0)).isEqualTo(sets.get(i).first());
                    }
                }
            }
        });
    }
}
