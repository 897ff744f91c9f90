package io.firebreak.router.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.RouterApplication;
import io.firebreak.router.cells.StrictCell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What the service behind a router that stands alone sees of a head, and its client of the answer's. */
class ServiceHeadersTest {
    private static final int PATIENCE_MILLIS = 5_000;

    @TempDir
    private static Path folder;

    private static StrictCell cell;
    private static ConfigurableApplicationContext router;

    @BeforeAll
    static void start() throws IOException {
        cell = new StrictCell();
        Path file = folder.resolve("router.yaml");
        Files.writeString(file, """
                listen: {port: 0, managementPort: 0}
                cells: [{id: cell-1, nodes: ["%s"]}]
                tenants:
                  from: [{header: X-Tenant}, {apiKey: X-Api-Key}]
                assign: {method: rendezvous, seed: 7}
                accessLog: {to: none}
                probe: {enabled: false}
                """.formatted(cell.url()));
        SpringApplication application = new SpringApplication(RouterApplication.class);
        application.setRegisterShutdownHook(false);
        router = application.run("--firebreak.router.standalone.file=" + file);
    }

    @AfterAll
    static void stop() {
        router.close();
        cell.close();
    }

    @BeforeEach
    void forget() {
        cell.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-tenant", "close, X-TENANT", "X-Api-Key"})
    void refusesAConnectionThatNamesAHeaderTheTenantIsReadFrom(String named) throws IOException {
        RawAnswer answer = ask("Connection: " + named + "\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("TENANT_UNCLEAR");
        assertThat(cell.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idempotency-key", "close, Authorization"})
    void refusesAConnectionThatNamesAKey(String named) throws IOException {
        RawAnswer answer = ask("Connection: " + named + "\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("BAD_REQUEST");
        assertThat(cell.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Firebreak_Tenant", "X_Tenant", "X-Forwarded_For", "_", "Firebreak.Tenant"})
    void keepsHeadersFromTheServiceThatItMightTakeForOthers(String name) throws IOException {
        assertThat(ask(name + ": evil\r\nX-Mine-2: kept\r\n").status()).isEqualTo(200);
        assertThat(cell.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.headers().values()).doesNotContain(List.of("evil"));
            assertThat(seen.header("Firebreak-Tenant")).isEqualTo("acme");
            assertThat(seen.header("X-Mine-2")).isEqualTo("kept");
        });
    }

    @Test
    void givesTheAnswerToAHeadALengthOnlyIfTheServiceDid() throws Exception {
        cell.becomes(request -> "HTTP/1.1 200 OK\r\nX-From: cell\r\n\r\n");
        assertThat(bytes("HEAD", ""))
                .startsWith("HTTP/1.1 200")
                .contains("X-From: cell\r\n")
                .doesNotContainIgnoringCase("content-length");
        assertThat(lengthByHttp2()).isNull();

        cell.becomes(request -> "HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n");
        assertThat(bytes("HEAD", "")).containsOnlyOnce("ength: 42\r\n");
        assertThat(lengthByHttp2()).hasToString("42");
    }

    private static @Nullable CharSequence lengthByHttp2() throws Exception {
        try (Http2Client client = new Http2Client(port())) {
            Http2Client.Answer answer = client.send(
                            Http2Client.get("/").method("HEAD").add("x-tenant", "acme"), "")
                    .get(10, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            return answer.headers().get("content-length");
        }
    }

    private static RawAnswer ask(String more) throws IOException {
        return RawAnswer.allOf(bytes("GET", more)).getFirst();
    }

    private static String bytes(String method, String more) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            StartedRouter.write(
                    socket,
                    "%s / HTTP/1.1\r\nHost: x\r\nX-Tenant: acme\r\nConnection: close\r\n%s\r\n"
                            .formatted(method, more));
            return StartedRouter.readToTheEnd(socket);
        }
    }

    private static int port() {
        return router.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
