package io.firebreak.router.conformance;

import static io.firebreak.router.conformance.StartedRouter.KEY;
import static io.firebreak.router.conformance.StartedRouter.readToTheEnd;
import static io.firebreak.router.conformance.StartedRouter.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.cells.StrictCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold on to what they take: a connection, a place, memory. */
class SlowClientTest {
    private static final String REQUEST = "GET /v1/shard HTTP/1.1\r\nHost: x\r\n" + KEY + "\r\n";
    private static final String[] IMPATIENT = {
        "--firebreak.router.edge.head-timeout=500ms",
        "--firebreak.router.edge.body-timeout=500ms",
        "--firebreak.router.edge.answer-timeout=500ms"
    };

    @TempDir
    private Path folder;

    private final StrictCell cell = new StrictCell();
    private final ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        assertThat(cell.violations()).isEmpty();
        cell.close();
        drops.shutdownNow();
    }

    @Test
    void givesUpAHeadThatDribbles() throws IOException {
        try (StartedRouter router = new StartedRouter(cell, folder, IMPATIENT);
                Socket client = router.connect()) {
            dribble(client, "GET /v1/shard HTTP/1.1\r\nX-Y: ");
            assertThat(readToTheEnd(client)).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT", "500 ms");
            assertThat(cell.seen()).isEmpty();
        }
    }

    @Test
    void givesUpAHeadThatDribblesAfterARequestItServed() throws IOException {
        try (StartedRouter router = new StartedRouter(cell, folder, IMPATIENT);
                Socket client = router.connect()) {
            write(client, REQUEST);
            assertThat(client.getInputStream().read()).isEqualTo('H');
            dribble(client, "GET /v1/shard HTTP/1.1\r\nX-Y: ");
            assertThat(readToTheEnd(client)).endsWith("{}");
            assertThat(cell.seen()).hasSize(1);
        }
    }

    @Test
    void givesUpABodyThatDribbles() throws IOException {
        try (StartedRouter router = new StartedRouter(cell, folder, IMPATIENT);
                Socket client = router.connect()) {
            dribble(client, "POST /v1/instances HTTP/1.1\r\nHost: x\r\n" + KEY + "Content-Length: 60000\r\n\r\n");
            assertThat(readToTheEnd(client)).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
            assertThat(cell.seen()).isEmpty();
        }
    }

    @Test
    void keepsAConnectionThatIsIdleBetweenRequests() throws IOException {
        try (StartedRouter router = new StartedRouter(cell, folder, IMPATIENT);
                Socket idle = router.connect();
                Socket slow = router.connect()) {
            write(idle, REQUEST);
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            dribble(slow, "GET /v1/shard HTTP/1.1\r\nX-Y: ");
            assertThat(readToTheEnd(slow)).startsWith("HTTP/1.1 408");
            write(idle, REQUEST.replace("Host", "Connection: close\r\nHost"));
            assertThat(readToTheEnd(idle)).endsWith("{}");
        }
    }

    @Test
    void takesItsPlaceBackFromAClientThatDoesNotReadItsAnswer() throws IOException {
        cell.becomes(request -> StrictCell.ok("x".repeat(3_000_000)));
        try (StartedRouter router = new StartedRouter(cell, folder, IMPATIENT);
                SocketChannel client = SocketChannel.open()) {
            client.socket().setReceiveBufferSize(4_096);
            client.connect(router.address());
            client.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            await().until(() -> cell.seen().size() == 1);
            router.awaitNothingInFlight();
        }
    }

    @Test
    void holdsPipelinedRequestsInTheSocketOfTheirClient() throws IOException {
        try (FakeCell stalled = new CellThatStalls();
                StartedRouter router = new StartedRouter(stalled, folder, "--firebreak.router.cells.budget=8s");
                SocketChannel client = SocketChannel.open(router.address());
                Selector selector = Selector.open()) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer requests = ByteBuffer.wrap(REQUEST.repeat(1_000).getBytes(StandardCharsets.US_ASCII));
            long written = 0;
            while (written < 64_000_000 && selector.select(1_000) > 0) {
                selector.selectedKeys().clear();
                written += client.write(requests);
                if (!requests.hasRemaining()) {
                    requests.rewind();
                }
            }
            assertThat(written).isLessThan(16_000_000);
            assertThat(stalled.seen()).hasSize(1);
        }
    }

    @Test
    void freesThePlaceOfAClientThatGoesAwayAndOfOneThatClosesItsHalf() throws IOException {
        try (FakeCell stalled = new CellThatStalls();
                StartedRouter router = new StartedRouter(stalled, folder, "--firebreak.router.cells.budget=60s")) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(router.connect());
                write(clients.get(i), REQUEST);
            }
            await().until(() -> stalled.seen().size() == 4);
            for (Socket client : clients.subList(0, 2)) {
                client.setSoLinger(true, 0);
                client.close();
            }
            clients.get(2).shutdownOutput();
            clients.get(3).close();
            router.awaitNothingInFlight();
        }
    }

    /** Writes a start and then a byte after the other, until nobody takes any more. */
    private void dribble(Socket client, String start) throws IOException {
        write(client, start);
        @SuppressWarnings("unused") // it ends with the client's connection
        var dribble = drops.scheduleAtFixedRate(() -> drop(client), 20, 20, TimeUnit.MILLISECONDS);
    }

    private static void drop(Socket client) {
        try {
            write(client, "a");
        } catch (IOException closed) {
            throw new UncheckedIOException("no more drops", closed);
        }
    }
}
