package io.firebreak.chaos.promise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The wire between one router and one node, which can be cut. A silent cut holds all bytes and delivers them when it is mended,
 * as a network that drops packets does: what was sent may arrive long after its sender has given up.
 */
final class CutProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1_024;

    private final URI node;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile CountDownLatch whole = new CountDownLatch(0);
    private volatile boolean refusing;

    CutProxy(URI node) {
        this.node = node;
        try {
            server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Nothing passes until it is mended, and nobody is told. */
    void fallSilent() {
        whole = new CountDownLatch(1);
    }

    /** Every connection breaks, and so does every new one until it is mended. */
    void breakOff() {
        refusing = true;
        sockets.forEach(CutProxy::end);
    }

    void mend() {
        refusing = false;
        whole.countDown();
    }

    @Override
    public void close() {
        mend();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(CutProxy::end);
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (refusing) {
                    end(client);
                } else {
                    threads.execute(() -> connect(client));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try (Socket there = new Socket(node.getHost(), node.getPort())) {
            sockets.add(there);
            threads.execute(() -> pump(there, client));
            pump(client, there);
            sockets.remove(there);
        } catch (IOException refused) {
            // a dead node: the router hears that its connection ends
        } finally {
            end(client);
            sockets.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                whole.await();
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // both ends go below
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        end(from);
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
