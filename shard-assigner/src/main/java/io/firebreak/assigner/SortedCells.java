package io.firebreak.assigner;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/** The members of a shard: not empty, ascending, none twice. That it is of this type says so, nobody checks again. */
final class SortedCells extends AbstractList<CellId> implements RandomAccess {
    private final CellId[] cells;

    private SortedCells(CellId[] cells) {
        this.cells = cells;
    }

    /** Sorts and checks. */
    static SortedCells of(Collection<CellId> members) {
        CellId[] cells = members.stream().sorted().toArray(CellId[]::new);
        if (cells.length == 0) {
            throw new IllegalArgumentException("a shard has at least one cell");
        }
        for (int i = 1; i < cells.length; i++) {
            if (cells[i].equals(cells[i - 1])) {
                throw new IllegalArgumentException("cell %s stands twice in a shard".formatted(cells[i]));
            }
        }
        return new SortedCells(cells);
    }

    /** Picks members out of a sorted table; ascending numbers are ascending cells. */
    static SortedCells pick(CellId[] table, int[] ascending) {
        if (ascending.length == 0) {
            throw new IllegalArgumentException("a shard has at least one cell");
        }
        CellId[] cells = new CellId[ascending.length];
        int last = -1;
        for (int i = 0; i < cells.length; i++) {
            int number = ascending[i];
            if (number <= last) {
                throw new IllegalArgumentException("cell number %d after %d: they must ascend".formatted(number, last));
            }
            cells[i] = table[number];
            last = number;
        }
        return new SortedCells(cells);
    }

    @Override
    public CellId get(int index) {
        return cells[index];
    }

    @Override
    public int size() {
        return cells.length;
    }
}
