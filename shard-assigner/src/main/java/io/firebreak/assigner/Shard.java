package io.firebreak.assigner;

import java.util.List;

/**
 * The cells that serve one tenant: a set, kept in the order of their ids.
 * An {@link IllegalArgumentException} when it is empty or names a cell twice.
 */
public record Shard(List<CellId> cells) {
    public Shard {
        cells = cells.stream().sorted().toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a shard has at least one cell");
        }
        for (int i = 1; i < cells.size(); i++) {
            if (cells.get(i).equals(cells.get(i - 1))) {
                throw new IllegalArgumentException("cell %s stands twice in a shard".formatted(cells.get(i)));
            }
        }
    }

    public int size() {
        return cells.size();
    }

    public boolean contains(CellId cell) {
        return cells.contains(cell);
    }

    /** How many cells two shards have in common. */
    public int overlap(Shard other) {
        return (int) cells.stream().filter(other::contains).count();
    }
}
