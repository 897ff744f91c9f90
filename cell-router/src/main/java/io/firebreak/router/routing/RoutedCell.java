package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import java.net.URI;
import java.util.List;

/**
 * A cell and where its nodes listen.
 *
 * @param number 1 to 65,535, the leading digits of its instances' ids
 */
public record RoutedCell(CellId id, int number, String zone, CellState state, List<URI> nodes) {
    private static final int MAX_NUMBER = 65_535;

    public RoutedCell {
        nodes = List.copyOf(nodes);
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("number of %s is %d: it must be 1 to 65535".formatted(id, number));
        }
        for (URI node : nodes) {
            if (!("http".equals(node.getScheme()) || "https".equals(node.getScheme())) || node.getHost() == null) {
                throw new IllegalArgumentException(
                        "node '%s' of %s must be an http:// or https:// URL".formatted(node, id));
            }
        }
    }

    /** Whether it is declared gone. */
    public boolean out() {
        return state == CellState.OUT;
    }
}
