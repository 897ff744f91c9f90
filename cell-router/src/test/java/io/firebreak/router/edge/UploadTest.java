package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatTakesUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies longer than are held, where they may pass as they come. */
class UploadTest {
    private static final String PATH = "/v1/instances/i-00010000000000001:reboot";
    private static final byte[] LONG = new byte[20_000_000];
    private static final long VERY_LONG = 200_000_000;
    /** What the sockets of four ends and one read hold at most. */
    private static final long ON_THE_WAY = 32_000_000;

    private final CellThatTakesUploads cell = new CellThatTakesUploads();
    private final RouterUnderTest router = RouterUnderTest.region()
            .cell(1, cell)
            .tenant("t-1", 1)
            .budget(Duration.ofSeconds(20))
            .takingUploads()
            .start();

    @AfterEach
    void stop() {
        cell.reading();
        router.close();
        cell.close();
    }

    static Stream<BodyPublisher> whole() {
        return Stream.of(
                BodyPublishers.ofByteArray(LONG), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LONG)));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void passAsTheyAreWithALengthAndInChunks(BodyPublisher body) {
        cell.reading();
        HttpResponse<String> answer =
                router.send(router.authorized("t-1", PATH).POST(body).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"bytes\":20000000}");
        assertThat(cell.head()).containsOnlyOnce("host: ").contains("POST " + PATH);

        assertThat(router.post("t-1", PATH, "x".repeat(1_000)).body()).isEqualTo("{\"bytes\":20001000}");
    }

    @Test
    void areTakenFromTheClientNoFasterThanTheCellReads() throws IOException {
        try (Socket client = begin(VERY_LONG)) {
            AtomicLong written = new AtomicLong();
            Thread writing = Thread.ofVirtual().start(() -> write(client, written));
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        long now = written.get();
                        return now > 0 && before.getAndSet(now) == now;
                    });
            assertThat(written.get()).isLessThan(ON_THE_WAY);
            assertThat(cell.taken()).isZero();

            cell.reading();
            await().atMost(Duration.ofSeconds(20)).until(() -> cell.taken() == VERY_LONG);
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo('H');
            await().until(() -> !writing.isAlive());
        }
    }

    @Test
    void breakOffAtTheCellWhenTheClientGoesAway() throws IOException {
        cell.reading();
        try (Socket client = begin(VERY_LONG)) {
            client.getOutputStream().write(LONG);
            await().until(() -> cell.taken() > LONG.length / 2);
        }
        await().until(cell::wasCutOff);
        assertThat(router.meters.get("firebreak.router.in.flight").gauge().value())
                .isZero();
    }

    @Test
    void thatDoNotGoOnAreGivenUpWithoutBlamingTheCell() throws IOException {
        cell.reading();
        try (Socket client = begin(VERY_LONG)) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(new byte[200_000]);
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        }
        await().until(cell::wasCutOff);
        assertThat(router.meters.find("firebreak.router.cell.calls").counters()).isEmpty();
    }

    private Socket begin(long length) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), router.port());
        client.getOutputStream()
                .write("POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer fbk_t-1_%s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(PATH, RouterUnderTest.SECRET, length)
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static void write(Socket client, AtomicLong written) {
        try {
            OutputStream out = client.getOutputStream();
            byte[] part = new byte[64 * 1_024];
            while (written.get() < VERY_LONG) {
                int size = (int) Math.min(part.length, VERY_LONG - written.get());
                out.write(part, 0, size);
                written.addAndGet(size);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
