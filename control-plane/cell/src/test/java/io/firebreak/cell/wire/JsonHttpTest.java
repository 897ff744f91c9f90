package io.firebreak.cell.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.firebreak.telemetry.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonHttpTest {
    private final HttpClient client = JsonHttp.client().build();
    private HttpServer server;
    private URI address;

    @BeforeEach
    void aProcessThatRefuses() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(409, -1);
            exchange.close();
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tellsAProcessThatRefusesFromOneThatDoesNotAnswer() {
        assertThat(failure().isAnswered()).isTrue();
        server.stop(0);
        assertThat(failure().isAnswered()).isFalse();
    }

    private WireException failure() {
        return catchThrowableOfType(
                WireException.class,
                () -> new JsonHttp(() -> client, Tracing.off())
                        .post(address, "secret", "body", String.class, Duration.ofSeconds(5)));
    }
}
