package io.firebreak.chaos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.cli.CheckFailedException;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String BODY = " ".repeat(150);
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 150\r\n\r\n" + BODY;
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 150\r\n\r\n" + BODY;
    private static final String LAST = "HTTP/1.1 200 OK\r\nContent-Length: 150\r\nconnection: close\r\n\r\n" + BODY;
    private static final String REFUSED = "HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nfull";
    private static final String NOTHING = "";
    private static final RequestText QUESTION = (number, out) ->
            out.put("GET /%d HTTP/1.1\r\n\r\n".formatted(number).getBytes(StandardCharsets.US_ASCII));

    @Test
    void countsEveryAnswerOnce() throws IOException {
        try (ProxyOfText proxy = new ProxyOfText(number -> number % 2 == 0 ? GOOD : CREATED)) {
            Load load = loop(proxy, 4).asFastAsAnswered(LONG, 500);

            assertThat(load.good()).isEqualTo(500).isEqualTo(proxy.requests.get());
            assertThat(load.failed()).isZero();
            assertThat(load.latencies().getTotalCount()).isEqualTo(500);
        }
    }

    @Test
    void sendsAllThatIsDueTickByTick() throws IOException {
        try (ProxyOfText proxy = new ProxyOfText(number -> GOOD)) {
            LoadLoop loop = new LoadLoop(
                    proxy.address(), QUESTION, 4, NanoClock.system(), AnswerLog.NONE, Duration.ofMillis(1));

            assertThat(loop.asFastAsAnswered(LONG, 100).good()).isEqualTo(100);
            long paced = loop.atRate(1_000, Duration.ofMillis(500)).good();
            assertThat(paced).isBetween(400L, 600L);
            assertThat(proxy.requests.get()).isEqualTo(100 + paced);
        }
    }

    @Test
    void connectsAnewWhereTheProxyEndsAConnectionInOrder() throws IOException {
        try (ProxyOfText proxy = new ProxyOfText(number -> number % 3 == 0 ? LAST : GOOD)) {
            Load load = loop(proxy, 3).asFastAsAnswered(LONG, 300);

            assertThat(load.good()).isEqualTo(300);
            assertThat(load.failed()).isZero();
            assertThat(proxy.connections.get()).isGreaterThan(50);
        }
    }

    @Test
    void tellsRefusalsAndLostConnectionsApart() throws IOException {
        try (ProxyOfText proxy = new ProxyOfText(number -> switch (number) {
            case 5 -> REFUSED;
            case 9 -> NOTHING;
            default -> GOOD;
        })) {
            Load load = loop(proxy, 2).asFastAsAnswered(LONG, 50);

            assertThat(load.good()).isEqualTo(48);
            assertThat(load.failures()).containsOnly(Map.entry(503, 1L), Map.entry(Load.LOST, 1L));
            assertThatThrownBy(() -> load.refuseFailures("it"))
                    .isInstanceOf(CheckFailedException.class)
                    .hasMessageContaining("failed 2 of 50")
                    .hasMessageContaining("full");
        }
    }

    @Test
    void keepsTheSchedule() throws IOException {
        try (ProxyOfText proxy = new ProxyOfText(_ -> GOOD)) {
            Load load = loop(proxy, 8).atRate(200, Duration.ofMillis(500));

            assertThat(load.good()).isGreaterThan(50);
            assertThat(load.good() - 1)
                    .as("requests that were due in %s", load.took())
                    .isLessThanOrEqualTo(load.took().toMillis() * 200 / 1000 + 1);
        }
    }

    @Test
    void tellsOfEveryRequestWhenItWasDueAndSent() throws IOException {
        List<Long> numbers = new ArrayList<>();
        Tally tally = new Tally();
        AnswerLog log = ((AnswerLog) (exchange, _, endNanos) -> {
                    assertThat(exchange.sentNanos()).isBetween(exchange.dueNanos(), endNanos);
                    numbers.add(exchange.number());
                })
                .then(tally);
        try (ProxyOfText proxy = new ProxyOfText(number -> number % 10 == 7 ? REFUSED : GOOD)) {
            Load load = new LoadLoop(proxy.address(), QUESTION, 8, NanoClock.system(), log)
                    .atRate(400, Duration.ofMillis(500));

            assertThat(numbers).hasSize((int) (load.good() + load.failed())).doesNotHaveDuplicates();
            assertThat(tally.figures().requests()).isEqualTo(numbers.size());
            assertThat(tally.figures().refused()).isEqualTo(load.failed());
            assertThat(tally.figures().answers()).containsKeys("200", "503 by the router");
        }
    }

    @Test
    void opensNoMoreConnectionsThanTheScheduleNeeds() throws IOException {
        try (ProxyOfText proxy = new ProxyOfText(_ -> GOOD)) {
            Load load = loop(proxy, 500).atRate(100, Duration.ofMillis(500));

            assertThat(load.failed()).isZero();
            assertThat(proxy.connections.get()).isBetween(1, 49);
        }
    }

    private static LoadLoop loop(ProxyOfText proxy, int connections) {
        return new LoadLoop(proxy.address(), QUESTION, connections, NanoClock.system());
    }

    /** Answers each request with a text by its number; no text is a lost connection. */
    private static final class ProxyOfText implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final IntFunction<String> answer;
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger connections = new AtomicInteger();

        ProxyOfText(IntFunction<String> answer) throws IOException {
            this.answer = answer;
            Thread.ofVirtual().start(this::accept);
        }

        InetSocketAddress address() {
            return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = server.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                String text = GOOD;
                while (!text.equals(NOTHING) && !text.equals(LAST) && readHead(connection.getInputStream())) {
                    text = answer.apply(requests.getAndIncrement());
                    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the client has gone
            }
        }

        private static boolean readHead(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.append((char) next);
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
