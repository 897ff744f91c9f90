package io.firebreak.router.cells;

import java.net.URI;
import java.util.List;

/** A cell's node on a real socket, with one habit; its class is named by it. */
public interface FakeCell extends AutoCloseable {
    URI url();

    /** The requests that reached it, in order. */
    List<SeenRequest> seen();

    @Override
    void close();
}
