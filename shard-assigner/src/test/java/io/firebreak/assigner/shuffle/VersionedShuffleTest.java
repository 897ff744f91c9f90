package io.firebreak.assigner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Zones and software versions at once. */
class VersionedShuffleTest {
    @Test
    void takesDifferentZonesAndAsManyVersions() {
        List<Cell> cells = IntStream.range(0, 24)
                .mapToObj(i -> cell(i, "zone-" + i % 4, "v" + i / 4 % 2))
                .toList();
        Map<CellId, Cell> known = cells.stream().collect(Collectors.toMap(Cell::id, Function.identity()));
        ShuffleAssigner assigner = new ShuffleAssigner(new Lattice(cells), 3, 1);
        assertThat(Lattices.tenantStream(500).map(assigner::assign)).allSatisfy(shard -> {
            assertThat(distinct(shard, known, Cell::zone)).isEqualTo(3);
            assertThat(distinct(shard, known, Cell::version)).isEqualTo(2);
        });
    }

    @Test
    void makesRoomForTheZoneThatHasNoChoice() {
        List<Cell> cells = List.of(cell(0, "a", "v1"), cell(1, "b", "v1"), cell(2, "b", "v2"));
        ShuffleAssigner assigner = new ShuffleAssigner(new Lattice(cells), 2, 1);
        assertThat(Lattices.tenantStream(100).map(assigner::assign))
                .allSatisfy(
                        shard -> assertThat(shard.cells()).containsExactly(new CellId("cell-1"), new CellId("cell-3")));
    }

    private static long distinct(Shard shard, Map<CellId, Cell> known, Function<Cell, String> domain) {
        return shard.cells().stream()
                .map(id -> domain.apply(known.getOrDefault(id, Cell.of("none", "none"))))
                .distinct()
                .count();
    }

    private static Cell cell(int number, String zone, String version) {
        return new Cell(new CellId("cell-" + (number + 1)), zone, 1, CellState.ACTIVE, version);
    }
}
