package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import java.util.List;

/**
 * The cells that decide on a client token before this one does.
 *
 * @param epoch of the tenant, in which this is so
 * @param former of the shard the tenant comes from, first first; none unless it moves
 * @param skipped of its shard, first first
 */
public record TokenOrder(long epoch, List<CellId> former, List<CellId> skipped) {
    public TokenOrder {
        former = List.copyOf(former);
        skipped = List.copyOf(skipped);
    }

    /** Whether this cell decides alone. */
    public boolean isEmpty() {
        return former.isEmpty() && skipped.isEmpty();
    }
}
