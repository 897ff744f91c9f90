package io.firebreak.router.conformance;

import static io.firebreak.router.cells.StrictCell.CUT;
import static io.firebreak.router.conformance.StartedRouter.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.StrictCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of a cell that no client may get as they are, and answers it must. */
class AnswerConformanceTest {
    private static final String OK = StrictCell.ok("{}");

    @TempDir
    private static Path folder;

    private static StrictCell cell;
    private static StartedRouter router;

    @BeforeAll
    static void start() {
        cell = new StrictCell();
        router = new StartedRouter(
                cell,
                folder,
                "--firebreak.router.cells.budget=1s",
                "--firebreak.router.cell-breaker.minimum-calls=1000",
                "--firebreak.router.cell-breaker.window=1000");
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

    /** The bytes of a cell, and what the client is told. */
    record Case(String name, String bytes, int status, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case broken(String name, String bytes) {
        return new Case(name, bytes, 503, "CELL_UNAVAILABLE");
    }

    private static String answer(String headers, String body) {
        return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body;
    }

    static Stream<Case> broken() {
        return Stream.of(
                broken("two lengths", answer("Content-Length: 2\r\nContent-Length: 3\r\n", "{}" + CUT)),
                broken("a negative length", answer("Content-Length: -2\r\n", "{}" + CUT)),
                broken("a length of letters", answer("Content-Length: two\r\n", "{}" + CUT)),
                broken(
                        "length and encoding",
                        answer("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n")),
                broken("a body shorter than its length", answer("Content-Length: 9\r\n", "{}" + CUT)),
                broken("a body without its last chunk", answer("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n" + CUT)),
                broken(
                        "a chunk size that is no number",
                        answer("Transfer-Encoding: chunked\r\n", "x\r\n{}\r\n0\r\n\r\n")),
                broken(
                        "a chunk longer than its size",
                        answer("Transfer-Encoding: chunked\r\n", "1\r\n{}\r\n0\r\n\r\n")),
                broken("half a head", "HTTP/1.1 200 OK\r\nContent-Le" + CUT),
                broken("half a status line", "HTTP/1.1 2" + CUT),
                broken("nothing", CUT),
                broken("no HTTP", "nonsense\r\n\r\n" + CUT),
                broken("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
                broken("a status of letters", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
                broken("a NUL in a header", answer("X-Y: a\0b\r\nContent-Length: 2\r\n", "{}")),
                broken("a control character in a header", answer("X-Y: a\u0001b\r\nContent-Length: 2\r\n", "{}")),
                broken("headers without an end", "HTTP/1.1 200 OK\r\n" + "X-Y: 12345678\r\n".repeat(4_000)),
                broken(
                        "a switch of protocols nobody asked for",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
                broken("only an interim answer", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + CUT),
                broken("interim answers without an end", "HTTP/1.1 102 Processing\r\n\r\n".repeat(50) + CUT));
    }

    static Stream<Case> unusualAndRight() {
        return Stream.of(
                new Case("an early hint first", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK, 200, "{}"),
                new Case("three interim answers first", "HTTP/1.1 102 Processing\r\n\r\n".repeat(3) + OK, 200, "{}"),
                new Case("100 that nobody asked for", "HTTP/1.1 100 Continue\r\n\r\n" + OK, 200, "{}"),
                new Case(
                        "chunks with extensions and trailers",
                        answer(
                                "Transfer-Encoding: chunked\r\nTrailer: X-T\r\n",
                                "1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX-T: 1\r\n\r\n"),
                        200,
                        "{}"),
                new Case("a body ended by the connection", answer("", "{}" + CUT), 200, "{}"),
                new Case("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n{}" + CUT, 200, "{}"),
                new Case("no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
                new Case("no content, with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, ""),
                new Case(
                        "not modified, with a length",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nETag: \"x\"\r\n\r\n",
                        304,
                        ""),
                new Case("a space before a colon", answer("Content-Length : 2\r\n", "{}"), 200, "{}"),
                new Case("no reason", "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n{}", 200, "{}"),
                new Case(
                        "bytes after the answer",
                        answer("Content-Length: 2\r\n", "{}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"),
                        200,
                        "{}"),
                new Case(
                        "an answer before the body is read",
                        "HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}" + CUT,
                        413,
                        "{}"));
    }

    @ParameterizedTest
    @MethodSource({"broken", "unusualAndRight"})
    void reachesTheClientWellFormed(Case of) throws IOException {
        cell.becomes(request -> request.uri().endsWith("tested") ? of.bytes() : OK);
        String request = "GET /v1/shard?%s HTTP/1.1\r\nHost: x\r\n" + KEY + "%s\r\n";

        List<RawAnswer> answers =
                router.exchange(request.formatted("tested", "") + request.formatted("next", "Connection: close\r\n"));

        assertThat(answers).extracting(RawAnswer::status).containsExactly(of.status(), 200);
        assertThat(answers.getFirst().body()).contains(of.body()).doesNotContain("evil");
        assertThat(answers.getLast().body()).isEqualTo("{}");
        assertThat(answers.getFirst().headers()).doesNotContainKeys("trailer", "upgrade", "x-t");
        assertThat(cell.violations()).isEmpty();
    }
}
