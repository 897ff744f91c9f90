package io.firebreak.router.conformance;

import static io.firebreak.router.conformance.StartedRouter.KEY;
import static io.firebreak.router.conformance.StartedRouter.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatStreams;
import io.firebreak.router.cells.CellThatStreams.End;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers too long to be held: they pass as they come, as fast as their client reads and no faster. */
class StreamedAnswerTest {
    private static final String REQUEST = "GET /v1/shard HTTP/1.1\r\nHost: x\r\n" + KEY + "\r\n";
    private static final long LONG = 20_000_000;
    private static final long VERY_LONG = 200_000_000;
    /** What the sockets of four ends and one read hold at most. */
    private static final long ON_THE_WAY = 32_000_000;

    @TempDir
    private Path folder;

    static Stream<CellThatStreams> whole() {
        return Stream.of(
                CellThatStreams.withLength(LONG, LONG, End.PROPER), CellThatStreams.inChunks(LONG, End.PROPER));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void passesALongAnswerOnAsItIs(CellThatStreams cell) throws Exception {
        try (cell;
                StartedRouter router = new StartedRouter(cell, folder);
                HttpClient client = HttpClient.newHttpClient()) {
            byte[] body =
                    client.send(request(router), BodyHandlers.ofByteArray()).body();
            assertThat(body).hasSize((int) LONG);
            for (int place = 0; place < body.length; place += 4_999) {
                assertThat(body[place]).isEqualTo(CellThatStreams.byteAt(place));
            }
        }
    }

    @Test
    void asksNoMoreOfTheCellThanTheClientReads() throws IOException {
        try (CellThatStreams cell = CellThatStreams.withLength(VERY_LONG, VERY_LONG, End.PROPER);
                StartedRouter router = new StartedRouter(cell, folder);
                Socket client = new Socket()) {
            client.setReceiveBufferSize(8_192);
            client.connect(router.address());
            write(client, REQUEST);
            cell.awaitStillness();
            assertThat(cell.written()).isBetween(1L, ON_THE_WAY);

            long read = client.getInputStream().skip(LONG);
            assertThat(read).isEqualTo(LONG);
            cell.awaitStillness();
            assertThat(cell.written()).isBetween(LONG / 2, LONG + ON_THE_WAY);
        }
    }

    static Stream<CellThatStreams> cutOff() {
        return Stream.of(CellThatStreams.withLength(LONG, LONG / 2, End.CUT), CellThatStreams.inChunks(LONG, End.CUT));
    }

    @ParameterizedTest
    @MethodSource("cutOff")
    void cutsTheClientOffWhenTheCellDiesInTheMiddle(CellThatStreams cell) {
        try (cell;
                StartedRouter router = new StartedRouter(cell, folder);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(request(router), BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
            router.awaitNothingInFlight();
        }
    }

    @Test
    void givesACellUpThatFallsSilentInTheMiddle() {
        try (CellThatStreams cell = CellThatStreams.withLength(LONG, LONG / 2, End.SILENCE);
                StartedRouter router = new StartedRouter(cell, folder, "--firebreak.router.cells.budget=1s");
                HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(request(router), BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
            router.awaitNothingInFlight();
        }
    }

    @Test
    void endsTheCellsAnswerWhenTheClientGoesAway() throws IOException {
        try (CellThatStreams cell = CellThatStreams.withLength(VERY_LONG, VERY_LONG, End.PROPER);
                StartedRouter router = new StartedRouter(cell, folder)) {
            try (Socket client = router.connect()) {
                write(client, REQUEST);
                InputStream answer = client.getInputStream();
                assertThat(answer.skip(LONG)).isEqualTo(LONG);
            }
            await().atMost(Duration.ofSeconds(10)).until(cell::isOver);
            assertThat(cell.written()).isLessThan(VERY_LONG);
            router.awaitNothingInFlight();
        }
    }

    @Test
    void takesThePlaceOfAClientBackThatStopsReading() throws IOException {
        try (CellThatStreams cell = CellThatStreams.inChunks(VERY_LONG, End.PROPER);
                StartedRouter router = new StartedRouter(cell, folder, "--firebreak.router.edge.answer-timeout=500ms");
                Socket client = router.connect()) {
            write(client, REQUEST);
            assertThat(client.getInputStream().read()).isEqualTo('H');
            await().atMost(Duration.ofSeconds(10)).until(cell::isOver);
            assertThat(cell.written()).isLessThan(VERY_LONG);
            router.awaitNothingInFlight();
        }
    }

    private static HttpRequest request(StartedRouter router) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/shard".formatted(router.port())))
                .header("Authorization", KEY.substring(KEY.indexOf(' ') + 1).strip())
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
