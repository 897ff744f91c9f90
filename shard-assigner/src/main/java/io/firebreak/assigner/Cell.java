package io.firebreak.assigner;

/**
 * A cell as the assigner sees it.
 *
 * @param zone the failure domain it stands in; a shard takes its cells from different zones where it can
 * @param weight its capacity in any unit common to all cells, above 0
 */
public record Cell(CellId id, String zone, double weight, CellState state) {
    public Cell {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight of %s is %s: it must be above 0".formatted(id, weight));
        }
        if (zone.isBlank()) {
            throw new IllegalArgumentException("zone of %s is blank".formatted(id));
        }
    }

    /** An active cell of weight 1. */
    public static Cell of(String id, String zone) {
        return new Cell(new CellId(id), zone, 1, CellState.ACTIVE);
    }
}
