package io.firebreak.chaos.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A router over real HTTP whose behaviour a test gives; it remembers what it was asked. */
final class RouterStub implements AutoCloseable {
    /** One request as it arrived. */
    record Asked(String method, String path, String key, String token, String body) {}

    /** What a router does; {@code turn} counts all requests from 1. */
    interface Behaviour {
        void answer(HttpExchange exchange, Asked asked, int turn) throws IOException, InterruptedException;
    }

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    RouterStub(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", exchange -> handle(exchange, behaviour));
        server.start();
    }

    /** Launches get one instance of cell 1 with a number of its own, lists are empty and whole, the rest is 200. */
    static void serve(HttpExchange exchange, Asked asked, int turn) throws IOException {
        switch (asked.method()) {
            case "POST" ->
                reply(exchange, 201, "{\"settled\":true,\"instances\":[{\"id\":\"i-0001%013x\"}]}".formatted(turn));
            case "GET" -> reply(exchange, 200, "{\"instances\":[],\"partial\":false}");
            default -> reply(exchange, 200, "{}");
        }
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Asked one = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                body);
        int turn;
        synchronized (asked) {
            asked.add(one);
            turn = asked.size();
        }
        try {
            behaviour.answer(exchange, one, turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
