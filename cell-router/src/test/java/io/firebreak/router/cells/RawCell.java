package io.firebreak.router.cells;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections and reads the start of a request; what it does then is its habit. */
abstract class RawCell implements FakeCell {
    private static final int BACKLOG = 1_000;

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();

    @SuppressWarnings("ThisEscapedInObjectConstruction")
    RawCell() {
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Called with a connection a request has begun to arrive on. */
    abstract void handle(Socket connection) throws IOException;

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public List<SeenRequest> seen() {
        return seen;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** Serves a connection from its first byte on. */
    void serve(Socket connection) {
        try {
            byte[] start = new byte[4_096];
            int length = connection.getInputStream().read(start);
            if (length > 0) {
                String[] line = new String(start, 0, length, StandardCharsets.US_ASCII).split(" ", 3);
                seen.add(new SeenRequest(line[0], line[1], new Headers(), ""));
                handle(connection);
            }
        } catch (IOException closed) {
            // the router went away
        }
    }
}
