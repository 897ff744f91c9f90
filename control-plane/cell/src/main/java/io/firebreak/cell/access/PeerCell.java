package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import java.net.URI;
import java.util.List;

/** A cell of the region as the directory last described it. */
public record PeerCell(CellId id, int number, CellState state, List<URI> nodes) {
    public PeerCell {
        nodes = List.copyOf(nodes);
    }
}
