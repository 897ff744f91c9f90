package io.firebreak.router.cells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

/** A process that died: nothing listens on its port. */
public final class CellThatRefusesConnections implements FakeCell {
    private final int port;

    public CellThatRefusesConnections() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public List<SeenRequest> seen() {
        return List.of();
    }

    @Override
    public void close() {}
}
