package io.firebreak.router.cells;

import java.net.Socket;

/** A paused process: takes connections and requests and never answers. */
public final class CellThatStalls extends RawCell {
    @Override
    void handle(Socket connection) {}
}
