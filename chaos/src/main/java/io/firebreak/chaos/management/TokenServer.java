package io.firebreak.chaos.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A few calls over HTTP on 127.0.0.1. Who lacks the token is told where it is (401); what an action refuses with an
 * {@link IllegalArgumentException}, and a body that cannot be read, is a 400; answers are JSON.
 */
public final class TokenServer {
    private static final Logger LOG = LoggerFactory.getLogger(TokenServer.class);

    /** Several times the names of all processes and wires of the largest region. */
    private static final int LARGEST_BODY = 256 * 1_024;

    private final HttpServer server;
    private final byte[] authorization;
    private final String whereTheTokenIs;
    private final JsonMapper json;

    private record Problem(String code, String detail) {}

    /**
     * Not yet started.
     *
     * @param port 0 for any free one
     * @param whereTheTokenIs one line for who has none
     */
    public TokenServer(int port, String token, String whereTheTokenIs, JsonMapper json) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.whereTheTokenIs = whereTheTokenIs;
        this.json = json;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A call for who has the token. */
    public void on(String method, String path, Function<byte[], Object> action) {
        on(method, path, action, TokenServer::nothing);
    }

    private static void nothing() {}

    /**
     * Likewise, and then something else.
     *
     * @param answered is run once who may make the call has its answer, whatever that is
     */
    public void on(String method, String path, Function<byte[], Object> action, Runnable answered) {
        server.createContext(path, exchange -> {
            if (answer(exchange, method, action)) {
                answered.run();
            }
        });
    }

    /** An answer for everybody. */
    public void open(String path, Object content) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, 200, content);
            }
        });
    }

    public void start() {
        server.start();
    }

    /**
     * Takes no more calls.
     *
     * @param seconds how long those under way are waited for
     */
    public void stop(int seconds) {
        server.stop(seconds);
    }

    private boolean answer(HttpExchange exchange, String method, Function<byte[], Object> action) throws IOException {
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given == null || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
                send(exchange, 401, new Problem("UNAUTHENTICATED", whereTheTokenIs));
                return false;
            }
            if (!exchange.getRequestMethod().equals(method)
                    || !exchange.getRequestURI()
                            .getPath()
                            .equals(exchange.getHttpContext().getPath())) {
                send(exchange, 404, new Problem("NOT_FOUND", "the calls are in docs/protocol.md"));
                return false;
            }
            act(exchange, action);
            return true;
        }
    }

    private void act(HttpExchange exchange, Function<byte[], Object> action) throws IOException {
        try {
            send(exchange, 200, action.apply(exchange.getRequestBody().readNBytes(LARGEST_BODY)));
        } catch (IllegalArgumentException | JacksonException e) {
            send(exchange, 400, new Problem("BAD_REQUEST", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI(), e);
            send(exchange, 500, new Problem("INTERNAL", String.valueOf(e)));
        }
    }

    private void send(HttpExchange exchange, int status, Object content) throws IOException {
        byte[] body = json.writeValueAsBytes(content);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
