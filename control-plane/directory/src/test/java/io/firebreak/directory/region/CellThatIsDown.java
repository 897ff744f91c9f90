package io.firebreak.directory.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A cell whose port refuses every connection, until it comes up. */
public final class CellThatIsDown {
    private final int port;

    public CellThatIsDown() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public CellThatConfirms comeUp() {
        return new CellThatConfirms(port, () -> true);
    }
}
