package io.firebreak.assigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatticeTest {
    private static final Cell OUT = new Cell(new CellId("cell-3"), "zone-3", 1, CellState.OUT);
    private static final Cell DRAINING = new Cell(new CellId("cell-2"), "zone-2", 1, CellState.DRAINING);
    private static final Cell ACTIVE = Cell.of("cell-10", "zone-1");

    @Test
    void ordersItsCellsAndTellsTheActiveOnes() {
        Lattice lattice = new Lattice(List.of(ACTIVE, OUT, DRAINING));
        assertThat(lattice.cells()).containsExactly(DRAINING, OUT, ACTIVE);
        assertThat(lattice.active()).containsExactly(ACTIVE);
        assertThat(lattice.activeZones()).isEqualTo(1);
    }

    @Test
    void refusesToBeEmptyOrToNameACellTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lattice(List.of()))
                .withMessage("a lattice has at least one cell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lattice(List.of(ACTIVE, Cell.of("cell-10", "zone-2"))))
                .withMessage("cell cell-10 stands twice in the lattice");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAWeightThatIsNone(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cell(new CellId("cell-1"), "zone-1", weight, CellState.ACTIVE))
                .withMessage("weight of cell-1 is %s: it must be above 0", weight);
    }

    @Test
    void refusesABlankZone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.of("cell-1", " "))
                .withMessage("zone of cell-1 is blank");
    }

    @Test
    void putsEveryTenantOnTheWholeRegion() {
        ShardAssigner assigner =
                ShardAssigner.wholeRegion(new Lattice(List.of(ACTIVE, OUT, DRAINING, Cell.of("cell-1", "zone-1"))));
        assertThat(assigner.assign(new TenantId("t-001")).cells())
                .containsExactly(new CellId("cell-1"), new CellId("cell-10"));
        assertThat(assigner.assign(new TenantId("t-002"))).isEqualTo(assigner.assign(new TenantId("t-001")));
    }

    @Test
    void refusesARegionWithoutAnActiveCell() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardAssigner.wholeRegion(new Lattice(List.of(OUT, DRAINING))))
                .withMessage("no cell is active");
    }
}
