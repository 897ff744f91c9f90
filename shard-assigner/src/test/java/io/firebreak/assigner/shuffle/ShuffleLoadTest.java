package io.firebreak.assigner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.StableHash;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is a member how often, and what a resize moves, when cells are of different weight. */
class ShuffleLoadTest {
    private static final int TENANTS = 200_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makesEachCellAMemberInProportionToItsWeight(long seed) {
        double[] weights = {1, 2, 4, 1, 3, 2, 5, 2};
        double[] expected = Arrays.stream(weights).map(w -> 3 * w / 20).toArray();
        assertInclusion(new ShuffleAssigner(lattice(weights), 3, seed), 3, expected);
    }

    @Test
    void spreadsWhatIsAboveCertaintyOverTheRest() {
        // 3 · 20 / 30 is above 1: the rest share 2 members by weight.
        double[] expected = {1, 0.2, 0.2, 0.4, 0.6, 0.6};
        assertInclusion(new ShuffleAssigner(lattice(20, 1, 1, 2, 3, 3), 3, 1), 3, expected);
    }

    @Test
    void keepsTheSharesOfCellsInZonesOfUnequalSize() {
        Lattice lattice = new Lattice(IntStream.range(0, 10)
                .mapToObj(i -> cell(i, i < 4 ? 1 : i < 7 ? 2 : 3, 1 + i % 3))
                .toList());
        ActiveCells cells = new ActiveCells(lattice);
        double total = lattice.cells().stream().mapToDouble(Cell::weight).sum();
        double[] expected = IntStream.range(0, 10)
                .mapToDouble(i -> 2 * cells.cell(i).weight() / total)
                .toArray();
        assertInclusion(new ShuffleAssigner(lattice, 2, 1), 2, expected);
    }

    @Test
    void keepsTheSharesWhenZonesAreFewerThanMembers() {
        Lattice lattice = new Lattice(IntStream.range(0, 12)
                .mapToObj(i -> cell(i, i % 3, 1 + i / 3 + 0.1 * (i % 3)))
                .toList());
        ActiveCells cells = new ActiveCells(lattice);
        double total = lattice.cells().stream().mapToDouble(Cell::weight).sum();
        double[] expected = IntStream.range(0, 12)
                .mapToDouble(i -> 5 * cells.cell(i).weight() / total)
                .toArray();
        assertInclusion(new ShuffleAssigner(lattice, 5, 1), 5, expected);
    }

    private static void assertInclusion(ShuffleAssigner assigner, int shardSize, double[] expected) {
        double[] seen = new double[expected.length];
        int[] into = new int[shardSize];
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            assigner.assign(StableHash.mix(tenant), into);
            for (int cell : into) {
                seen[cell] += 1.0 / TENANTS;
            }
        }
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat(seen[cell]).as("cell %d", cell).isCloseTo(expected[cell], Percentage.withPercentage(2));
        }
    }

    /** The rates of random lattices, by the arithmetic alone: a hundred times nearer than asked for. */
    @ParameterizedTest
    @MethodSource("seeds")
    void solvesTheRatesOfAnyLattice(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        int cells = chance.nextInt(2, 40);
        int places = chance.nextInt(1, cells);
        double[] weights = IntStream.range(0, cells)
                .mapToDouble(i -> chance.nextDouble(0.05, 4))
                .toArray();
        double[] wanted = Arrays.stream(Inclusion.of(weights, places, 0))
                .sorted()
                .distinct()
                .toArray();
        int sure = (int) Arrays.stream(wanted).filter(p -> p == 1).count();
        // distinct has folded the sure ones: the others still add up to the places they race for
        double[] racing = Arrays.stream(wanted).filter(p -> p < 1).toArray();
        int free = (int) Math.round(Arrays.stream(racing).sum());
        assertThat(racing.length + sure).isLessThanOrEqualTo(cells);
        double[] acceptance = new double[free];
        Arrays.fill(acceptance, 1);
        int[] ones = new int[racing.length];
        Arrays.fill(ones, 1);
        RaceRates race = new RaceRates(racing, ones, acceptance);
        double[] reached = race.accepted(race.solve());
        assertThat(Arrays.stream(reached).sum()).isCloseTo(free, Percentage.withPercentage(0.001));
        for (int i = 0; i < racing.length; i++) {
            assertThat(reached[i]).isCloseTo(racing[i], Percentage.withPercentage(0.02));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** Movement beyond the least possible, which is what the new cell is a member of. */
    @Test
    void movesLittleMoreThanItMustOnAResize() {
        long moved = 0;
        long least = 0;
        long two = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            int n = chance.nextInt(6, 40);
            int k = chance.nextInt(2, 5);
            double[] weights =
                    IntStream.range(0, n).mapToDouble(i -> chance.nextInt(1, 5)).toArray();
            ShuffleAssigner before = new ShuffleAssigner(lattice(weights), k, seed);
            double[] more = Arrays.copyOf(weights, n + 1);
            more[n] = chance.nextInt(1, 5);
            ShuffleAssigner after = new ShuffleAssigner(lattice(more), k, seed);
            int[] old = new int[k];
            int[] now = new int[k];
            for (int tenant = 0; tenant < 500; tenant++) {
                before.assign(StableHash.mix(tenant), old);
                after.assign(StableHash.mix(tenant), now);
                int gone = (int) Arrays.stream(old)
                        .filter(cell -> Arrays.binarySearch(now, cell) < 0)
                        .count();
                moved += gone;
                two += gone > 1 ? 1 : 0;
                least += now[k - 1] == n ? 1 : 0;
            }
        }
        System.out.printf(
                "weighted resize: moved %d, least %d, excess %.2f %%, two members %.4f %% of shards%n",
                moved, least, 100.0 * (moved - least) / least, 100.0 * two / (300 * 500));
        assertThat(moved).isLessThan((long) (1.05 * least));
    }

    private static Lattice lattice(double... weights) {
        return new Lattice(IntStream.range(0, weights.length)
                .mapToObj(i -> cell(i, 1, weights[i]))
                .toList());
    }

    private static Cell cell(int number, int zone, double weight) {
        return new Cell(new CellId("cell-" + (number + 1)), "zone-" + zone, weight, CellState.ACTIVE);
    }
}
