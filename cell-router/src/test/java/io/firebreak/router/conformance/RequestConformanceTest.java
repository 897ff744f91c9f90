package io.firebreak.router.conformance;

import static io.firebreak.router.conformance.StartedRouter.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.StrictCell;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests no proxy may pass on, and requests it must. */
class RequestConformanceTest {
    private static final String HOST = "Host: router.example\r\n";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String LAST = "GET /v1/shard HTTP/1.1\r\n" + HOST + CLOSE + KEY + "\r\n";

    @TempDir
    private static Path folder;

    private static StrictCell cell;
    private static StartedRouter router;

    @BeforeAll
    static void start() {
        cell = new StrictCell();
        router = new StartedRouter(cell, folder, "--firebreak.router.edge.body-timeout=1s");
    }

    @AfterAll
    static void stop() {
        await().untilAsserted(() -> assertThat(router.bean(MeterRegistry.class)
                        .get("firebreak.router.in.flight")
                        .gauge()
                        .value())
                .isZero());
        router.close();
        cell.close();
    }

    @AfterEach
    void noCellSawAnythingMalformed() {
        assertThat(cell.violations()).isEmpty();
        cell.forget();
    }

    /** Bytes of a client and what must come of them. */
    record Case(String name, String bytes, List<Integer> statuses, List<String> bodiesAtTheCell) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The request is refused, the connection closed, whatever follows on it ignored, and no cell touched. */
    private static Case refused(String name, int status, String request) {
        return new Case(name, request + LAST, List.of(status), List.of());
    }

    private static Case framed(String name, String framing) {
        return refused(name, 400, post(framing, "0\r\n\r\n"));
    }

    private static Case chunked(String name, String body) {
        return refused(name, 400, post("Transfer-Encoding: chunked\r\n", body));
    }

    private static Case line(String name, int status, String line) {
        return refused(name, status, line + "\r\n" + HOST + KEY + "\r\n");
    }

    private static Case field(String name, int status, String field) {
        return refused(name, status, "GET /v1/shard HTTP/1.1\r\n" + HOST + KEY + field + "\r\n\r\n");
    }

    private static String post(String framing, String body) {
        return "POST /v1/instances HTTP/1.1\r\n" + HOST + KEY + framing + "\r\n" + body;
    }

    static Stream<Case> ambiguousEnds() {
        return Stream.of(
                framed("length and encoding", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                framed("encoding and length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
                framed("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n"),
                framed("two equal lengths", "Content-Length: 5\r\nContent-Length: 5\r\n"),
                framed("a list of lengths", "Content-Length: 5, 6\r\n"),
                framed("a list of equal lengths", "Content-Length: 5, 5\r\n"),
                framed("a length with a plus", "Content-Length: +5\r\n"),
                framed("a negative length", "Content-Length: -5\r\n"),
                framed("a length in hexadecimal", "Content-Length: 0x5\r\n"),
                framed("a length with a fraction", "Content-Length: 5.0\r\n"),
                framed("a length with a space inside", "Content-Length: 5 0\r\n"),
                framed("an empty length", "Content-Length: \r\n"),
                framed("a length of letters", "Content-Length: five\r\n"),
                framed("a length over 64 bits", "Content-Length: 18446744073709551621\r\n"),
                framed("a space before the colon", "Content-Length : 5\r\n"),
                framed("a tab before the colon", "Transfer-Encoding\t: chunked\r\n"),
                framed("another encoding", "Transfer-Encoding: gzip\r\n"),
                framed("chunked not last", "Transfer-Encoding: chunked, gzip\r\n"),
                framed("chunked after another encoding", "Transfer-Encoding: gzip, chunked\r\n"),
                framed("chunked twice", "Transfer-Encoding: chunked, chunked\r\n"),
                framed("chunked in two fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
                framed("identity, then chunked", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"),
                framed("almost chunked", "Transfer-Encoding: xchunked\r\n"),
                framed("quoted chunked", "Transfer-Encoding: \"chunked\"\r\n"),
                framed("chunked with a parameter", "Transfer-Encoding: chunked;q=1\r\n"),
                framed("chunked after a vertical tab", "Transfer-Encoding: \u000bchunked\r\n"),
                framed("an empty encoding", "Transfer-Encoding: \r\n"),
                framed("encoding on a folded line", "Transfer-Encoding:\r\n chunked\r\n"),
                framed("a length on a folded line", "Content-Length:\r\n 5\r\n"),
                framed("encoding hidden after a bare CR", "X-Y: 1\rTransfer-Encoding: chunked\r\n"),
                framed("a field ended by a bare LF", "X-Y: 1\nTransfer-Encoding: chunked\r\n"),
                refused(
                        "chunked in HTTP/1.0",
                        400,
                        "POST /v1/instances HTTP/1.0\r\n" + HOST + KEY
                                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    static Stream<Case> malformedChunks() {
        return Stream.of(
                chunked("a size that is no number", "x\r\n0\r\n\r\n"),
                chunked("a size with 0x", "0x1\r\na\r\n0\r\n\r\n"),
                chunked("a negative size", "-1\r\na\r\n0\r\n\r\n"),
                chunked("a size with a plus", "+1\r\na\r\n0\r\n\r\n"),
                chunked("a size over 64 bits", "fffffffffffffffff\r\na\r\n0\r\n\r\n"),
                chunked("a size of 2^31", "80000000\r\na\r\n0\r\n\r\n"),
                chunked("no size", "\r\na\r\n0\r\n\r\n"),
                chunked("a size ended by a bare LF", "1\na\r\n0\r\n\r\n"),
                chunked("data longer than its size", "1\r\nab\r\n0\r\n\r\n"),
                chunked("data without its CR LF", "1\r\na0\r\n\r\n"),
                chunked("data ended by a bare LF", "1\r\na\n0\r\n\r\n"),
                chunked("a trailer with a space before its colon", "0\r\nX-T : 1\r\n\r\n"),
                chunked("a trailer with a NUL", "0\r\nX-T: \u0000\r\n\r\n"),
                chunked("an extension with a bare LF", "1;a\nb\r\na\r\n0\r\n\r\n"));
    }

    static Stream<Case> malformedHeads() {
        return Stream.of(
                field("a NUL in a value", 400, "X-Y: a\u0000b"),
                field("a control character in a value", 400, "X-Y: a\u0001b"),
                field("a DEL in a value", 400, "X-Y: a\u007fb"),
                field("a bare CR in a value", 400, "X-Y: a\rb"),
                field("a NUL in a name", 400, "X\u0000Y: 1"),
                field("a space in a name", 400, "X Y: 1"),
                field("a control character in a name", 400, "X\u0001Y: 1"),
                field("a name with a letter beyond ASCII", 400, "X\u00e9: 1"),
                field("a name with a bracket", 400, "X(Y): 1"),
                field("no name", 400, ": 1"),
                field("no colon", 400, "nonsense"),
                field("a second host", 400, "Host: other.example"),
                field("a second equal host", 400, "Host: router.example"),
                field("a connection that names the key", 400, "Connection: close, Authorization"),
                field("a connection that names the token", 400, "Connection: idempotency-key"),
                field("an expectation nobody knows", 417, "Expect: 200-ok"),
                refused("a folded first line", 400, get("GET /v1/shard HTTP/1.1\r\n X-Y: a\r\n" + HOST)),
                refused("no host", 400, get("GET /v1/shard HTTP/1.1\r\n")),
                refused("a host with a path", 400, get("GET /v1/shard HTTP/1.1\r\nHost: router.example/x\r\n")),
                refused("a host with a user", 400, get("GET /v1/shard HTTP/1.1\r\nHost: me@router.example\r\n")),
                refused("a host with a space", 400, get("GET /v1/shard HTTP/1.1\r\nHost: a b\r\n")),
                refused("a host with two ports", 400, get("GET /v1/shard HTTP/1.1\r\nHost: a:1:2\r\n")),
                line("HTTP/2 without a preface", 505, "GET /v1/shard HTTP/2.0"),
                line("HTTP/1.2", 505, "GET /v1/shard HTTP/1.2"),
                line("HTTP/3.0", 505, "GET /v1/shard HTTP/3.0"),
                line("no version", 400, "GET /v1/shard"),
                line("a version of three numbers", 400, "GET /v1/shard HTTP/1.1.1"),
                line("a space in the path", 400, "GET /v1/sh ard HTTP/1.1"),
                line("a control character in the path", 400, "GET /v1/sh\u0001ard HTTP/1.1"),
                line("a NUL in the method", 400, "G\u0000T /v1/shard HTTP/1.1"),
                line("no slash", 400, "GET v1/shard HTTP/1.1"),
                line("another scheme", 400, "GET ftp://router.example/v1/shard HTTP/1.1"),
                line("a target without a host", 400, "GET http:///v1/shard HTTP/1.1"),
                line("a target with a user", 400, "GET http://me@router.example/v1/shard HTTP/1.1"),
                line("an asterisk for GET", 400, "GET * HTTP/1.1"),
                line("a tunnel", 501, "CONNECT router.example:443 HTTP/1.1"),
                line("a method nobody knows", 501, "BREW /v1/shard HTTP/1.1"),
                line("a method in small letters", 501, "get /v1/shard HTTP/1.1"),
                refused("almost a preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n\0\0\0\4\0\0\0\0\0"),
                refused(
                        "a TLS hello",
                        400,
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"),
                line("a line of 5,000 characters", 414, "GET /v1/shard?" + "a".repeat(5_000) + " HTTP/1.1"),
                field("a value of 17,000 characters", 431, "X-Y: " + "a".repeat(17_000)),
                refused(
                        "2,000 headers",
                        431,
                        get("GET /v1/shard HTTP/1.1\r\n" + HOST + "X-Y: 12345\r\n".repeat(2_000))),
                refused("a length over the limit", 413, post("Content-Length: 65537\r\n", "")));
    }

    private static String get(String start) {
        return start + KEY + "\r\n";
    }

    /** Unusual, and right. */
    static Stream<Case> unusualAndRight() {
        return Stream.of(
                new Case("an absolute target", absolute("http://router.example/v1/shard"), List.of(200), List.of("")),
                new Case(
                        "an absolute target of another host",
                        absolute("http://other/v1/shard"),
                        List.of(200),
                        List.of("")),
                new Case("empty lines before a request", "\r\n\r\n" + LAST, List.of(200), List.of("")),
                new Case(
                        "a space after a value",
                        get("GET /v1/shard HTTP/1.1\r\nHost: a \t\r\n" + CLOSE),
                        List.of(200),
                        List.of("")),
                new Case(
                        "a host that is an address",
                        get("GET /v1/shard HTTP/1.1\r\nHost: [::1]:80\r\n" + CLOSE),
                        List.of(200),
                        List.of("")),
                new Case(
                        "HTTP/1.0 without a host",
                        "GET /v1/shard HTTP/1.0\r\n" + KEY + "\r\n",
                        List.of(200),
                        List.of("")),
                new Case(
                        "chunks",
                        post("transfer-encoding: Chunked\r\n", "2\r\n{ \r\n1\r\n}\r\n0\r\n\r\n") + LAST,
                        List.of(200, 200),
                        List.of("{ }", "")),
                new Case(
                        "chunks with extensions",
                        post("Transfer-Encoding: chunked\r\n", "2;a=b;c=\"d\"\r\n{}\r\n0;e\r\n\r\n") + LAST,
                        List.of(200, 200),
                        List.of("{}", "")),
                new Case(
                        "trailers, which end here",
                        post(
                                        "Transfer-Encoding: chunked\r\nTrailer: X-T\r\n",
                                        "2\r\n{}\r\n0\r\nX-T: 1\r\nFirebreak-Epoch: 9\r\n\r\n")
                                + LAST,
                        List.of(200, 200),
                        List.of("{}", "")),
                new Case(
                        "sizes with leading zeros and capitals",
                        post("Transfer-Encoding: chunked\r\n", "0000A\r\n{        }\r\n00\r\n\r\n") + LAST,
                        List.of(200, 200),
                        List.of("{        }", "")),
                new Case(
                        "an upgrade to HTTP/2, which is declined",
                        get(
                                        "GET /v1/shard HTTP/1.1\r\n" + HOST
                                                + "Connection: upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n")
                                + LAST,
                        List.of(200, 200),
                        List.of("", "")),
                new Case(
                        "an upgrade to a web socket, which is declined",
                        get(
                                        "GET /v1/shard HTTP/1.1\r\n" + HOST
                                                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n")
                                + LAST,
                        List.of(200, 200),
                        List.of("", "")),
                new Case(
                        "an expectation, met",
                        post("Expect: 100-continue\r\nContent-Length: 2\r\n", "{}") + LAST,
                        List.of(100, 200, 200),
                        List.of("{}", "")),
                new Case(
                        "an expectation in HTTP/1.0, ignored",
                        "POST /v1/instances HTTP/1.0\r\n" + HOST + KEY
                                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
                        List.of(200),
                        List.of("{}")),
                new Case(
                        "a body of a GET",
                        get("GET /v1/shard HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n") + "abc" + LAST,
                        List.of(200, 200),
                        List.of("abc", "")),
                new Case(
                        "five requests at once",
                        get("GET /v1/shard HTTP/1.1\r\n" + HOST).repeat(4) + LAST,
                        List.of(200, 200, 200, 200, 200),
                        List.of("", "", "", "", "")),
                new Case(
                        "OPTIONS of everything",
                        "OPTIONS * HTTP/1.1\r\n" + HOST + CLOSE + "\r\n",
                        List.of(405),
                        List.of()),
                new Case(
                        "TRACE", "TRACE /v1/shard HTTP/1.1\r\n" + HOST + CLOSE + KEY + "\r\n", List.of(405), List.of()),
                new Case(
                        "a folded line, unfolded",
                        get("GET /v1/shard HTTP/1.1\r\n" + HOST + "X-Y: a\r\n b\r\n" + CLOSE),
                        List.of(200),
                        List.of("")),
                new Case(
                        "a version in small letters",
                        get("GET /v1/shard http/1.1\r\n" + HOST + CLOSE),
                        List.of(200),
                        List.of("")),
                new Case(
                        "tabs between the words of a line",
                        get("GET\t/v1/shard\tHTTP/1.1\r\n" + HOST + CLOSE),
                        List.of(200),
                        List.of("")),
                new Case(
                        "two spaces between the words of a line",
                        get("GET  /v1/shard HTTP/1.1\r\n" + HOST + CLOSE),
                        List.of(200),
                        List.of("")),
                new Case(
                        "a good request before a bad one",
                        get("GET /v1/shard HTTP/1.1\r\n" + HOST) + "nonsense\r\n\r\n",
                        List.of(200, 400),
                        List.of("")));
    }

    private static String absolute(String target) {
        return get("GET " + target + " HTTP/1.1\r\n" + HOST + CLOSE);
    }

    @ParameterizedTest
    @MethodSource({"ambiguousEnds", "malformedChunks", "malformedHeads", "unusualAndRight"})
    void isHandledAsTheStandardSays(Case requests) throws IOException {
        List<RawAnswer> answers = router.exchange(requests.bytes());

        assertThat(answers).extracting(RawAnswer::status).isEqualTo(requests.statuses());
        assertThat(cell.seen()).extracting(seen -> seen.body()).isEqualTo(requests.bodiesAtTheCell());
        assertThat(answers).filteredOn(answer -> answer.status() >= 400).allSatisfy(answer -> {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"code\":", "\"detail\":");
        });
    }
}
