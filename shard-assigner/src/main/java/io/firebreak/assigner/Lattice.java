package io.firebreak.assigner;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All cells of a region, in the order of their ids, with the zones they stand in.
 * An {@link IllegalArgumentException} when there is no cell, or one id stands twice.
 */
public record Lattice(List<Cell> cells) {
    public Lattice {
        cells = cells.stream().sorted(Comparator.comparing(Cell::id)).toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a lattice has at least one cell");
        }
        Set<CellId> seen = new HashSet<>();
        for (Cell cell : cells) {
            if (!seen.add(cell.id())) {
                throw new IllegalArgumentException("cell %s stands twice in the lattice".formatted(cell.id()));
            }
        }
    }

    /** Equal active cells {@code cell-1} and on, dealt in turn into zones {@code zone-1} and on. */
    public static Lattice dealt(int cells, int zones) {
        return new Lattice(IntStream.range(0, cells)
                .mapToObj(i -> Cell.of("cell-" + (i + 1), "zone-" + (i % zones + 1)))
                .toList());
    }

    /** The cells that take new tenants. */
    public List<Cell> active() {
        return cells.stream().filter(cell -> cell.state() == CellState.ACTIVE).toList();
    }

    /** How many zones have an active cell. */
    public int activeZones() {
        return (int) active().stream().map(Cell::zone).distinct().count();
    }
}
