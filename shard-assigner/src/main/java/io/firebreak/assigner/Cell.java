package io.firebreak.assigner;

/**
 * A cell as the assigner sees it.
 *
 * @param zone the failure domain it stands in; a shard takes its cells from different zones where it can
 * @param weight its capacity in any unit common to all cells, above 0
 * @param version the second failure domain, the software it runs, or empty where there is none; among cells of equally
 *     used zones a shard takes those of different versions
 */
public record Cell(CellId id, String zone, double weight, CellState state, String version) {
    public Cell {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight of %s is %s: it must be above 0".formatted(id, weight));
        }
        if (zone.isBlank()) {
            throw new IllegalArgumentException("zone of %s is blank".formatted(id));
        }
    }

    /** A cell in one dimension of failure domains. */
    public Cell(CellId id, String zone, double weight, CellState state) {
        this(id, zone, weight, state, "");
    }

    /** An active cell of weight 1. */
    public static Cell of(String id, String zone) {
        return new Cell(new CellId(id), zone, 1, CellState.ACTIVE);
    }
}
