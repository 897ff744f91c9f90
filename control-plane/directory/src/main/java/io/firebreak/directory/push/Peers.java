package io.firebreak.directory.push;

import java.util.List;

/**
 * All cells of the region as they stood at one moment.
 *
 * @param version of that moment in microseconds since 1970, and more than those before: by it a cell knows a push that was late. A
 *     mere count would begin again when the record is restored from a backup
 */
record Peers(long version, List<CellPush.Peer> cells) {
    Peers {
        cells = List.copyOf(cells);
    }
}
