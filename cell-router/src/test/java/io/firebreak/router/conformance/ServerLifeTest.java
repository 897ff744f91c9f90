package io.firebreak.router.conformance;

import static io.firebreak.router.conformance.StartedRouter.KEY;
import static io.firebreak.router.conformance.StartedRouter.readToTheEnd;
import static io.firebreak.router.conformance.StartedRouter.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.StrictCell;
import io.firebreak.router.edge.ApiServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.PortInUseException;

/** How the server of the API port begins and ends. */
class ServerLifeTest {
    private static final String REQUEST = "GET /v1/shard HTTP/1.1\r\nHost: x\r\n" + KEY + "\r\n";

    @TempDir
    private Path folder;

    private final StrictCell cell = new StrictCell();

    @AfterEach
    void stop() {
        cell.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void speaksToTheKernelInAnyWayTheMachineHas(String transport) throws IOException {
        try (StartedRouter router = new StartedRouter(
                cell,
                folder,
                "--firebreak.router.edge.transport=" + transport,
                "--firebreak.router.edge.event-loops=1")) {
            assertThat(router.exchange(REQUEST.replace("Host", "Connection: close\r\nHost")))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> new StartedRouter(taken.getLocalPort(), cell, folder).close())
                    .hasRootCauseInstanceOf(IOException.class)
                    .cause()
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void takesConnectionsWhileItLeavesAndKeepsNone() throws Exception {
        cell.becomes(request -> StrictCell.ok("{}"));
        try (StartedRouter router = new StartedRouter(cell, folder);
                Socket early = router.connect()) {
            router.bean(ApiServer.class).leave();

            try (Socket late = router.connect()) {
                for (Socket client : List.of(early, late)) {
                    write(client, REQUEST);
                    assertThat(readToTheEnd(client))
                            .startsWith("HTTP/1.1 200")
                            .contains("connection: close")
                            .endsWith("{}");
                }
            }
        }
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        cell.becomes(request -> {
            await().until(() -> mayAnswer.getCount() == 0);
            return StrictCell.ok("{}");
        });
        CountDownLatch drained = new CountDownLatch(1);
        try (StartedRouter router = new StartedRouter(cell, folder);
                Socket busy = router.connect();
                Socket idle = router.connect()) {
            write(busy, REQUEST);
            await().until(() -> cell.seen().size() == 1);

            router.bean(ApiServer.class).drain(drained::countDown);

            assertThat(readToTheEnd(idle)).isEmpty();
            assertThatThrownBy(router::connect).isInstanceOf(ConnectException.class);
            assertThat(drained.getCount()).isEqualTo(1);
            mayAnswer.countDown();
            assertThat(readToTheEnd(busy))
                    .startsWith("HTTP/1.1 200")
                    .contains("connection: close")
                    .endsWith("{}");
            await().until(() -> drained.getCount() == 0);
        }
    }
}
