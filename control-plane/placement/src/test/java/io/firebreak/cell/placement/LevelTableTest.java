package io.firebreak.cell.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a map of the library; amounts are few, so that levels come, go and come again, and chains form and break. */
class LevelTableTest {
    private static final int AMOUNTS = 80;

    static LongStream seeds() {
        return Seeds.upTo(50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatIsInItAndNothingElse(long seed) {
        Seeds.run(LevelTableTest.class, seed, LevelTableTest::comeAndGo);
    }

    private static void comeAndGo(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        HostLines lines = new HostLines(new HostId[0]);
        LevelNumbers numbers = new LevelNumbers();
        HostClass hostClass =
                new HostClass(new HostClass.Key("zone-1", Set.of("c5"), true, Hosts.SMALL_HOST, null), lines, numbers);
        LevelTable table = new LevelTable(numbers);
        Map<Resources, Level> expected = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            Resources used = new Resources(random.nextInt(AMOUNTS), 0, 0, 0, 0, 0, 0);
            Level known = expected.remove(used);
            if (known == null) {
                Level level = new Level(hostClass, used, numbers.take(), new RankHeap(lines));
                numbers.put(level);
                table.add(level);
                expected.put(used, level);
            } else {
                table.remove(known);
                numbers.giveBack(known.number());
            }
            Resources asked = new Resources(random.nextInt(AMOUNTS), 0, 0, 0, 0, 0, 0);
            assertThat(table.get(asked)).isSameAs(expected.get(asked));
            assertThat(table.get(used)).isSameAs(expected.get(used));
        }
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(expected.values());
    }
}
