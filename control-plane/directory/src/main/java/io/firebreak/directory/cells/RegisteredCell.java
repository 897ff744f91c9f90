package io.firebreak.directory.cells;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the record.
 *
 * @param state what the routing table shows
 * @param returningAs the state it gets once it holds all its tenants again; null unless it is coming back from out
 * @param registration how often it was registered; what a cell confirmed under an earlier one counts no more
 * @param revision the version of the table that shows it so
 */
public record RegisteredCell(
        CellId id,
        int number,
        String zone,
        double weight,
        CellState state,
        @Nullable CellState returningAs,
        long registration,
        long revision,
        List<URI> nodes) {
    public RegisteredCell {
        nodes = List.copyOf(nodes);
    }

    /** The cell as the assigner sees it. */
    public Cell assignable() {
        return new Cell(id, zone, weight, state);
    }

    /** Tells whether it must hold its tenants' credentials: every cell but one that is out for good. */
    public boolean takesCredentials() {
        return state != CellState.OUT || returningAs != null;
    }

    /** The state as it is written on the wire: {@code active}, {@code draining} or {@code out}. */
    public String stateName() {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
