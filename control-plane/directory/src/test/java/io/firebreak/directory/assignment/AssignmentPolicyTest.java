package io.firebreak.directory.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignmentPolicyTest {
    private static final Cell ACTIVE = Cell.of("cell-1", "zone-1");
    private static final Cell DRAINING = new Cell(new CellId("cell-2"), "zone-1", 1, CellState.DRAINING);

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void cannotAssignWithoutAnActiveCell(Architecture architecture) {
        AssignmentPolicy policy = new AssignmentPolicy(architecture, 2, 1);

        assertThat(policy.over(List.of())).isEqualTo(new Assignment.NoActiveCell());
        assertThat(policy.over(List.of(DRAINING))).isEqualTo(new Assignment.NoActiveCell());
    }

    @Test
    void cannotAssignShardsLargerThanTheActiveCells() {
        assertThat(new AssignmentPolicy(Architecture.SHUFFLE, 2, 1).over(List.of(ACTIVE, DRAINING)))
                .isEqualTo(new Assignment.TooFewCells(2, 1));
    }

    @ParameterizedTest
    @EnumSource(value = Architecture.class, names = "SHUFFLE", mode = EnumSource.Mode.EXCLUDE)
    void asksForAShardSizeOnlyInShuffle(Architecture architecture) {
        assertThat(new AssignmentPolicy(architecture, 2, 1).over(List.of(ACTIVE)))
                .isInstanceOf(Assignment.Ready.class);
    }
}
