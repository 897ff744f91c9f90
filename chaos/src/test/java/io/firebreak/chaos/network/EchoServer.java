package io.firebreak.chaos.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives back every byte it gets, and counts who has come and who is there. */
public final class EchoServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger come = new AtomicInteger();
    private final AtomicInteger there = new AtomicInteger();

    public EchoServer() throws IOException {
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections it ever had. */
    int come() {
        return come.get();
    }

    /** How many it has. */
    int there() {
        return there.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                come.incrementAndGet();
                there.incrementAndGet();
                threads.execute(() -> echo(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException broken) {
            // counted below
        } finally {
            there.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
