package io.firebreak.chaos.network;

import io.firebreak.chaos.management.TokenServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final String READINESS = "/actuator/health/readiness";

    private final TokenServer server;

    private NetworkServer(TokenServer server) {
        this.server = server;
    }

    record Break(@Nullable List<String> wires, @Nullable Toxics toxics) {}

    record Heal(@Nullable List<String> wires) {}

    record Wires(List<WireStatus> wires) {}

    /**
     * Serves the calls for a proxy.
     *
     * @param port 0 for any free one
     */
    public static NetworkServer start(int port, String secret, NetworkProxy proxy) throws IOException {
        NetworkServer server =
                new NetworkServer(new TokenServer(port, secret, "the token is in region.json, under network", JSON));
        server.serve(proxy);
        return server;
    }

    public int port() {
        return server.port();
    }

    private void serve(NetworkProxy proxy) {
        server.open(READINESS, Map.of("status", "UP")); // asked only once all wires are listened on
        server.on("GET", "/wires", _ -> new Wires(proxy.wires()));
        server.on("POST", "/wires/break", body -> {
            Break call = JSON.readValue(body, Break.class);
            if (call.wires() == null || call.toxics() == null) {
                throw new IllegalArgumentException("wires and toxics are needed");
            }
            proxy.apply(call.wires(), call.toxics());
            LOG.info("{} are {}", call.wires(), call.toxics());
            return new Wires(proxy.wires());
        });
        server.on("POST", "/wires/heal", body -> {
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

    @Override
    public void close() {
        server.stop(0);
    }
}
