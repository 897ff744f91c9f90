package io.firebreak.chaos.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The calls that break and heal wires, as {@code docs/protocol.md} has them, on 127.0.0.1 and for who has the secret. */
public final class NetworkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkServer.class);
    /** A number is no text and a text no number, as everywhere on a management port. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Several times the names of all wires of the largest region. */
    private static final int LARGEST_BODY = 256 * 1_024;

    private static final String READINESS = "/actuator/health/readiness";

    private final HttpServer server;
    private final byte[] authorization;

    private NetworkServer(HttpServer server, String secret) {
        this.server = server;
        this.authorization = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    record Break(@Nullable List<String> wires, @Nullable Toxics toxics) {}

    record Heal(@Nullable List<String> wires) {}

    record Wires(List<WireStatus> wires) {}

    record Problem(String code, String detail) {}

    /**
     * Serves the calls for a proxy.
     *
     * @param port 0 for any free one
     */
    public static NetworkServer start(int port, String secret, NetworkProxy proxy) throws IOException {
        NetworkServer server = new NetworkServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0), secret);
        server.serve(proxy);
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(NetworkProxy proxy) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(READINESS, NetworkServer::ready);
        on("GET", "/wires", _ -> new Wires(proxy.wires()));
        on("POST", "/wires/break", body -> {
            Break call = JSON.readValue(body, Break.class);
            if (call.wires() == null || call.toxics() == null) {
                throw new IllegalArgumentException("wires and toxics are needed");
            }
            proxy.apply(call.wires(), call.toxics());
            LOG.info("{} are {}", call.wires(), call.toxics());
            return new Wires(proxy.wires());
        });
        on("POST", "/wires/heal", body -> {
            Heal call = JSON.readValue(body, Heal.class);
            if (call.wires() == null) {
                throw new IllegalArgumentException("wires are needed");
            }
            proxy.heal(call.wires());
            LOG.info("{} are whole", call.wires());
            return new Wires(proxy.wires());
        });
        server.start();
    }

    /** It is asked only once all wires are listened on. */
    private static void ready(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, 200, Map.of("status", "UP"));
        }
    }

    private void on(String method, String path, Function<byte[], Object> action) {
        server.createContext(path, exchange -> answer(exchange, method, action));
    }

    private void answer(HttpExchange exchange, String method, Function<byte[], Object> action) throws IOException {
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given == null || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
                send(exchange, 401, new Problem("UNAUTHENTICATED", "the token is in region.json, under network"));
            } else if (!exchange.getRequestMethod().equals(method)
                    || !exchange.getRequestURI()
                            .getPath()
                            .equals(exchange.getHttpContext().getPath())) {
                send(exchange, 404, new Problem("NOT_FOUND", "the calls are in docs/protocol.md"));
            } else {
                act(exchange, action);
            }
        }
    }

    private static void act(HttpExchange exchange, Function<byte[], Object> action) throws IOException {
        try {
            send(exchange, 200, action.apply(exchange.getRequestBody().readNBytes(LARGEST_BODY)));
        } catch (IllegalArgumentException | JacksonException e) {
            send(exchange, 400, new Problem("BAD_REQUEST", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI(), e);
            send(exchange, 500, new Problem("INTERNAL", String.valueOf(e)));
        }
    }

    private static void send(HttpExchange exchange, int status, Object content) throws IOException {
        byte[] body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
