package io.firebreak.router.conformance;

import static io.firebreak.router.conformance.Http2Client.get;
import static io.firebreak.router.conformance.Http2Client.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.CellThatStreams;
import io.firebreak.router.cells.CellThatStreams.End;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.cells.StrictCell;
import io.firebreak.router.conformance.Http2Client.Answer;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/2 with prior knowledge: what goes to cells is the same HTTP/1.1 as ever. */
class Http2Test {
    private static final long LONG = 20_000_000;
    private static final long VERY_LONG = 200_000_000;
    private static final long ON_THE_WAY = 32_000_000;
    /** What a client that never opens it again lets come (RFC 9113, section 6.9.2). */
    private static final long STREAM_WINDOW = 65_535;

    @TempDir
    private Path folder;

    @Test
    void answersTheRequestsOfOneConnectionAllAtOnce() throws Exception {
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(client.send(get("/v1/shard?n=" + i), ""));
                answers.add(client.send(post("/v1/instances"), "{\"n\":\"" + "x".repeat(10_000) + "\"}"));
            }
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(of(answer).status()).isEqualTo(200);
                assertThat(of(answer).body()).isEqualTo("{}");
                assertThat(of(answer).headers().get("firebreak-request-id")).isNotNull();
            }
            assertThat(cell.violations()).isEmpty();
            assertThat(cell.seen()).hasSize(100);
            assertThat(cell.seen())
                    .filteredOn(seen -> seen.method().equals("POST"))
                    .allSatisfy(seen -> assertThat(seen.body()).hasSize(10_008));
        }
    }

    static Stream<Http2Headers> malformed() {
        return Stream.of(
                get("/v1/shard").add("transfer-encoding", "chunked"),
                get("/v1/shard").add("connection", "close"),
                get("/v1/shard").add("upgrade", "h2c"),
                get("/v1/shard").add("content-length", "5"),
                get("/v1/shard").add("X-Upper", "1"),
                get("/v1/shard").add("x-y", "a\r\nx-z: b"),
                get("/v1/shard").add("x-y", "a\0b"),
                get("/v1/shard").add("host", "other.example"),
                get("v1/shard"),
                get("/v1/shard HTTP/1.1\r\nX-Y: z"),
                get("/v1/shard").method("BREW"),
                get("/v1/shard").method("CONNECT"),
                get("/v1/shard").authority("a b"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void letsNothingMalformedReachACell(Http2Headers head) throws Exception {
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            assertThat(of(client.send(head, "")).status()).isIn(0, 400, 501);
            assertThat(cell.seen()).isEmpty();
            assertThat(cell.violations()).isEmpty();
        }
    }

    @Test
    void refusesABodyOverTheBoundBeforeAllOfItCame() throws Exception {
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            Answer answer = of(client.send(post("/v1/instances"), "x".repeat(70_000)));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("BODY_TOO_LARGE");
            assertThat(of(client.send(get("/v1/shard"), "")).status()).isEqualTo(200);
            assertThat(cell.seen()).hasSize(1);
        }
    }

    @Test
    void asksNoMoreOfTheCellThanTheClientReads() throws Exception {
        try (CellThatStreams cell = CellThatStreams.withLength(VERY_LONG, VERY_LONG, End.PROPER);
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            Http2Client.Stream stream = client.open(false);
            stream.write(get("/v1/shard"), "");
            cell.awaitStillness();
            assertThat(cell.written()).isBetween(1L, ON_THE_WAY);
            stream.reading(true);
            await().atMost(Duration.ofSeconds(20)).until(() -> stream.received.get() == VERY_LONG);
            assertThat(of(stream.answer).status()).isEqualTo(200);
        }
    }

    @Test
    void resetsTheStreamWhenTheCellDiesInTheMiddle() throws Exception {
        try (CellThatStreams cell = CellThatStreams.inChunks(LONG, End.CUT);
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            assertThat(of(client.send(get("/v1/shard"), "")).status()).isZero();
            assertThat(client.isOpen()).isTrue();
            router.awaitNothingInFlight();
        }
    }

    /** The window of a stream takes the most of it; the little that is left fills no buffer of the router. */
    @Test
    void takesThePlaceOfAClientBackThatDoesNotReadTheLastOfItsAnswer() {
        long answer = STREAM_WINDOW + 20_000;
        try (CellThatStreams cell = CellThatStreams.withLength(answer, answer, End.PROPER);
                StartedRouter router = new StartedRouter(cell, folder, "--firebreak.router.edge.answer-timeout=500ms");
                Http2Client client = new Http2Client(router.port())) {
            Http2Client.Stream stream = client.open(false);
            stream.write(get("/v1/shard"), "");
            await().atMost(Duration.ofSeconds(10)).until(cell::isOver);
            router.awaitNothingInFlight();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void freesThePlaceOfARequestItsClientResets() {
        try (FakeCell stalled = new CellThatStalls();
                StartedRouter router = new StartedRouter(stalled, folder, "--firebreak.router.cells.budget=60s");
                Http2Client client = new Http2Client(router.port())) {
            Http2Client.Stream stream = client.open(true);
            stream.write(get("/v1/shard"), "");
            await().until(() -> stalled.seen().size() == 1);
            stream.write(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
            router.awaitNothingInFlight();
        }
    }

    @Test
    void endsAConnectionThatOpensStreamsOnlyToResetThem() throws Exception {
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            for (int i = 0; i < 400; i++) {
                client.tryOpen(true).ifPresent(stream -> {
                    stream.write(new DefaultHttp2HeadersFrame(get("/v1/shard"), true));
                    stream.write(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
                });
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> !client.isOpen());
            assertThat(cell.seen()).hasSizeLessThan(300);
            router.awaitNothingInFlight();
        }
    }

    @Test
    void saysHowMuchItTakes() throws Exception {
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(cell, folder);
                Http2Client client = new Http2Client(router.port())) {
            assertThat(client.settings().maxConcurrentStreams()).isEqualTo(100);
            assertThat(client.settings().maxHeaderListSize()).isEqualTo(16_384);
            assertThat(of(client.send(get("/v1/shard").add("x-y", "a".repeat(20_000)), ""))
                            .status())
                    .isIn(0, 431);
            assertThat(cell.seen()).isEmpty();
        }
    }

    private static Answer of(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }
}
