package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.CellId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestartTargetsTest {
    private static final CellId ONE = new CellId("cell-1");
    private static final CellId TWO = new CellId("cell-2");
    private static final List<RegionProcess> REGION = List.of(
            process("cell-1/database", ProcessKind.DATABASE, ONE),
            process("cell-1/fleet", ProcessKind.FLEET, ONE),
            process("directory", ProcessKind.DIRECTORY, null),
            process("cell-1/node-1", ProcessKind.NODE, ONE),
            process("cell-1/node-2", ProcessKind.NODE, ONE),
            process("cell-2/node-1", ProcessKind.NODE, TWO),
            process("router-1", ProcessKind.ROUTER, null),
            process("router-2", ProcessKind.ROUTER, null));

    private static RegionProcess process(String name, ProcessKind kind, @Nullable CellId cell) {
        return new RegionProcess(new ProcessName(name), kind, cell, 1, ProcessState.READY, 0, null, null);
    }

    private static List<String> of(String... words) {
        return RestartTargets.of(List.of(words), REGION).stream()
                .map(ProcessName::value)
                .toList();
    }

    @Test
    void noWordMeansAllThatServesCellsFirst() {
        assertThat(of())
                .containsExactly("cell-1/node-1", "cell-1/node-2", "cell-2/node-1", "router-1", "router-2")
                .isEqualTo(of("cells", "routers"));
    }

    @Test
    void aCellMeansItsNodesAndNotItsDatabase() {
        assertThat(of("cell-1")).containsExactly("cell-1/node-1", "cell-1/node-2");
    }

    @Test
    void theOrderIsThatOfTheWordsAndNothingComesTwice() {
        assertThat(of("router-2", "directory", "routers")).containsExactly("router-2", "directory", "router-1");
    }

    @Test
    void aWordThatMeansNothingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("routers", "cell-9"))
                .withMessageContaining("'cell-9'")
                .withMessageContaining("routers");
    }
}
