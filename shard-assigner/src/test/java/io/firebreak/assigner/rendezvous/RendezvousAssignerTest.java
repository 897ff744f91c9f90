package io.firebreak.assigner.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendezvousAssignerTest {
    private static final int LATTICES = 3_000;
    private static final int TENANTS_OF_A_LATTICE = 200;
    private static final int TENANTS = 20_000;

    /** Computed by a separate program from the formula in the Javadoc. */
    @ParameterizedTest
    @CsvSource({"t-001, cell-8", "t-002, cell-4", "t-003, cell-6", "acme, cell-5", "a-b-c, cell-2"})
    void givesTheSameCellInEveryProcess(String tenant, String cell) {
        assertThat(cellOf(new RendezvousAssigner(Lattices.of(8, 1), 1), new TenantId(tenant)))
                .hasToString(cell);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, -7, Long.MIN_VALUE})
    void spreadsTenantsEvenly(long seed) {
        assertSpread(Lattices.of(8, 1), seed, new double[] {1, 1, 1, 1, 1, 1, 1, 1});
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void spreadsTenantsInProportionToWeights(long seed) {
        double[] weights = {1, 2, 4, 0.5};
        Lattice lattice = new Lattice(IntStream.range(0, 4)
                .mapToObj(i -> new Cell(new CellId("cell-" + (i + 1)), "zone-1", weights[i], CellState.ACTIVE))
                .toList());
        assertSpread(lattice, seed, weights);
    }

    private static void assertSpread(Lattice lattice, long seed, double[] weights) {
        RendezvousAssigner assigner = new RendezvousAssigner(lattice, seed);
        long[] seen = new long[weights.length];
        Lattices.tenantStream(TENANTS).forEach(tenant -> {
            String cell = cellOf(assigner, tenant).value();
            seen[Integer.parseInt(cell.substring("cell-".length())) - 1]++;
        });
        double total =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        double[] expected = IntStream.range(0, weights.length)
                .mapToDouble(i -> TENANTS * weights[i] / total)
                .toArray();
        assertThat(Lattices.chiSquared(seen, expected)).isLessThan(Lattices.chiSquaredLimit(weights.length - 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void movesOnlyToAnAddedCell(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Lattice before = Lattices.random(chance);
        Cell added = Lattices.randomCell("cell-99", 5, chance);
        RendezvousAssigner old = new RendezvousAssigner(before, seed);
        RendezvousAssigner grown = new RendezvousAssigner(Lattices.with(before, added), seed);
        // Read backwards this is the removal of a cell: only its own tenants move.
        assertThat(Lattices.tenantStream(300))
                .allSatisfy(tenant -> assertThat(cellOf(grown, tenant)).isIn(added.id(), cellOf(old, tenant)));
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    /** A cell of weight w takes w of all W + w from the others, and no more can be spared. */
    @Test
    void movesTheLeastPossibleOverThousandsOfLattices() {
        double least = 0;
        long moved = 0;
        for (int seed = 0; seed < LATTICES; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Lattice before = Lattices.random(chance);
            Cell added = Lattices.randomCell("cell-99", 5, chance);
            double weight = before.cells().stream().mapToDouble(Cell::weight).sum();
            least += TENANTS_OF_A_LATTICE * added.weight() / (weight + added.weight());
            RendezvousAssigner old = new RendezvousAssigner(before, seed);
            RendezvousAssigner grown = new RendezvousAssigner(Lattices.with(before, added), seed);
            moved += Lattices.tenantStream(TENANTS_OF_A_LATTICE)
                    .filter(tenant -> !cellOf(grown, tenant).equals(cellOf(old, tenant)))
                    .count();
        }
        assertThat((double) moved).isCloseTo(least, Percentage.withPercentage(1));
    }

    @Test
    void leavesOutCellsThatTakeNoTenants() {
        Lattice lattice = new Lattice(List.of(
                Cell.of("cell-1", "zone-1"),
                new Cell(new CellId("cell-2"), "zone-1", 100, CellState.DRAINING),
                new Cell(new CellId("cell-3"), "zone-1", 100, CellState.OUT)));
        RendezvousAssigner assigner = new RendezvousAssigner(lattice, 1);
        assertThat(Lattices.tenantStream(100))
                .allSatisfy(tenant -> assertThat(cellOf(assigner, tenant)).hasToString("cell-1"));
    }

    @Test
    void refusesALatticeWithoutAnActiveCell() {
        Lattice lattice = new Lattice(List.of(new Cell(new CellId("cell-1"), "zone-1", 1, CellState.OUT)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RendezvousAssigner(lattice, 1))
                .withMessage("no cell is active");
    }

    private static CellId cellOf(RendezvousAssigner assigner, TenantId tenant) {
        List<CellId> cells = assigner.assign(tenant).cells();
        assertThat(cells).hasSize(1);
        return cells.getFirst();
    }
}
