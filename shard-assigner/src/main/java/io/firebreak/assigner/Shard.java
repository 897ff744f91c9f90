package io.firebreak.assigner;

import java.util.List;

/**
 * The cells that serve one tenant: a set, kept in the order of their ids.
 * An {@link IllegalArgumentException} when it is empty or names a cell twice.
 */
public record Shard(List<CellId> cells) {
    public Shard {
        cells = cells instanceof SortedCells ? cells : SortedCells.of(cells);
    }

    public int size() {
        return cells.size();
    }

    public boolean contains(CellId cell) {
        return cells.contains(cell);
    }

    /** How many cells two shards have in common. */
    public int overlap(Shard other) {
        int shared = 0;
        for (int i = 0; i < cells.size(); i++) {
            if (other.contains(cells.get(i))) {
                shared++;
            }
        }
        return shared;
    }
}
