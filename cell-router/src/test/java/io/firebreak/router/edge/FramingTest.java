package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatTakesAnyUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as bytes, where two readers of one connection could disagree about where a request ends. */
class FramingTest {
    private static final String KEY = "Authorization: Bearer fbk_t-1_" + RouterUnderTest.SECRET + "\r\n";

    private final CellThatAnswers cell = new CellThatAnswers("cell-1");
    private final RouterUnderTest router =
            RouterUnderTest.region().cell(1, cell).tenant("t-1", 1).start();

    @AfterEach
    void stop() {
        router.close();
        cell.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "Content-Length: +4\r\n",
                "Content-Length : 4\r\n"
            })
    void refusesARequestWhoseEndIsAmbiguousAndClosesTheConnection(String framing) throws IOException {
        String answer = exchange("POST /v1/instances HTTP/1.1\r\nHost: x\r\n" + KEY + framing
                + "\r\n0\r\n\r\nGET /v1/shard HTTP/1.1\r\nHost: x\r\n" + KEY + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer.split("HTTP/1.1 [1-5]", -1)).hasSize(2);
        assertThat(cell.seen()).isEmpty();
    }

    @Test
    void keepsHopByHopHeadersOfBothSidesOnTheirConnections() throws IOException {
        cell.becomes(request ->
                new Answer(200, Map.of("Keep-Alive", "timeout=9", "Proxy-Authenticate", "x", "X-Mine", "kept"), "{}"));
        String answer = exchange("GET /v1/shard HTTP/1.1\r\nHost: evil.example\r\n" + KEY
                + "Connection: close, X-Secret-Hop\r\nX-Secret-Hop: 1\r\nTE: trailers\r\nProxy-Authorization: x\r\n"
                + "Keep-Alive: 5\r\nX-End-To-End: 1\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("kept").doesNotContainIgnoringCase("timeout=9");
        assertThat(answer).doesNotContainIgnoringCase("proxy-authenticate");
        assertThat(cell.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.headers())
                    .doesNotContainKeys("X-secret-hop", "Te", "Proxy-authorization", "Keep-alive", "Connection");
            assertThat(seen.header("X-End-To-End")).isEqualTo("1");
            assertThat(seen.header("Host")).startsWith("127.0.0.1:");
        });
    }

    @Test
    void answersARequestAfterOneItRefusedWithoutReadingItsBody() throws IOException {
        String answer = exchange("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                + "GET /v1/shard HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + KEY + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200").contains("cell-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?tag.a=%zz", "?tag.a=<>\"{}|\\^`", "?a=b?c=d&&==", "?a=http://other.example/%2e%2e/"})
    void passesAnyPrintableQueryOnAsItIs(String query) throws IOException {
        try (CellThatTakesAnyUri any = new CellThatTakesAnyUri();
                RouterUnderTest other =
                        RouterUnderTest.region().cell(1, any).tenant("t-1", 1).start()) {
            String answer = exchange(
                    other.port(),
                    "GET /v1/shard" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + KEY + "\r\n");
            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(any.seen().getFirst().uri()).isEqualTo("/v1/shard" + query);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/shard#x", "/v1/shard?a=\u00e9", "/v1/shard?a=\u0001"})
    void refusesAnythingElseInAPathOrQueryWithoutTouchingACell(String uri) throws IOException {
        String answer = exchange("GET " + uri + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + KEY + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(cell.seen()).isEmpty();
    }

    @Test
    void givesUpABodyThatDoesNotArrive() throws IOException {
        String answer = exchange("POST /v1/instances HTTP/1.1\r\nHost: x\r\n" + KEY + "Content-Length: 5\r\n\r\nhel");
        assertThat(answer).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        assertThat(cell.seen()).isEmpty();
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        String answer = exchange("HEAD /v1/shard HTTP/1.1\r\nHost: x\r\n" + KEY + "\r\n"
                + "GET /v1/shard HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + KEY + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405").contains("HTTP/1.1 200").contains("cell-1");
        assertThat(answer.substring(0, answer.indexOf("HTTP/1.1 200"))).endsWith("\r\n\r\n");
    }

    private String exchange(String request) throws IOException {
        return exchange(router.port(), request);
    }

    private static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
