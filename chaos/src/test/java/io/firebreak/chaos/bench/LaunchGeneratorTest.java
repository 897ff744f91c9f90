package io.firebreak.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchGeneratorTest {
    private static final Requests LAUNCHES = Requests.launches(new BenchTenants(2), "t-", new TypeDeck(1));
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";
    private static final String CREATED_IN_CHUNKS =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {CREATED, CREATED_IN_CHUNKS})
    void knowsAnAnswerToBeCompleteWithItsLastByte(String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(ReplyScanner.status(bytes, length)).isEqualTo(ReplyScanner.INCOMPLETE);
        }
        assertThat(ReplyScanner.status(bytes, bytes.length)).isEqualTo(201);
    }

    @Test
    void launchesEachTokenOnceAndCountsEveryAnswer() throws IOException {
        try (NodeOfText node = new NodeOfText(_ -> CREATED)) {
            LaunchGenerator.Answers answers = generator(node, 4).asFastAsAnswered(LAUNCHES, Duration.ofMillis(200));

            assertThat(answers.acknowledged())
                    .isPositive()
                    .isEqualTo(node.requests.get())
                    .isEqualTo(node.tokens.size());
            assertThat(answers.unanswered()).isZero();
            assertThat(answers.latencies().getTotalCount()).isEqualTo(answers.acknowledged());
        }
    }

    @Test
    void tellsRefusalsApart() throws IOException {
        AtomicInteger turn = new AtomicInteger();
        try (NodeOfText node = new NodeOfText(
                _ -> turn.getAndIncrement() == 0 ? "HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nfull" : CREATED)) {
            LaunchGenerator.Answers answers = generator(node, 1).asFastAsAnswered(LAUNCHES, Duration.ofMillis(100));

            assertThat(answers.statuses()).containsEntry(503, 1).containsKey(201);
            assertThat(answers.firstRefusal()).endsWith("full");
        }
    }

    /** One connection and an answer that takes ten periods: what waited meanwhile waited since it was due. */
    @Test
    void countsLatencyFromTheScheduleAndNotFromTheSending() throws IOException {
        NanoClock clock = NanoClock.system();
        try (NodeOfText node = new NodeOfText(_ -> {
            clock.waitUntil(clock.nanos() + Duration.ofMillis(50).toNanos());
            return CREATED;
        })) {
            LaunchGenerator.Answers answers = generator(node, 1).atRate(LAUNCHES, 200, Duration.ofMillis(300));

            assertThat(LaunchGenerator.millis(answers.latencies(), 100))
                    .as("the last launches were due long before they could be sent")
                    .isGreaterThan(150);
        }
    }

    @Test
    void keepsTheScheduleWhileConnectionsAreFree() throws IOException {
        try (NodeOfText node = new NodeOfText(_ -> CREATED)) {
            LaunchGenerator.Answers answers = generator(node, 8).atRate(LAUNCHES, 100, Duration.ofMillis(500));

            assertThat(answers.acknowledged()).isBetween(25, 51);
        }
    }

    @Test
    void endsWithItsRequests() throws IOException {
        try (NodeOfText node = new NodeOfText(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            LaunchGenerator.Answers answers = generator(node, 2)
                    .asFastAsAnswered(
                            Requests.terminations(Stream.of("i-1", "i-2", "i-3")
                                    .map(id -> new Requests.Owned(id, "bench-0"))
                                    .toList()),
                            Duration.ofMinutes(1));

            assertThat(answers.acknowledged()).isEqualTo(3).isEqualTo(node.requests.get());
        }
    }

    @Test
    void seesABacklogThatIsMoreThanWhatIsUnderWay() {
        assertThat(BacklogWatch.hasGrown(List.of(1000, 2000, 3000, 3000, 3000, 3000, 3000, 3000), 1_000))
                .isFalse();
        assertThat(BacklogWatch.hasGrown(List.of(1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000), 1_000))
                .isTrue();
    }

    private static LaunchGenerator generator(NodeOfText node, int connections) {
        return new LaunchGenerator(node.address(), connections, NanoClock.system());
    }

    /** Answers each request with a text, one thread a connection. */
    private static final class NodeOfText implements AutoCloseable {
        private static final Pattern TOKEN = Pattern.compile("Idempotency-Key: (\\S+)");
        private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final UnaryOperator<String> answer;
        private final AtomicInteger requests = new AtomicInteger();
        private final Set<String> tokens = ConcurrentHashMap.newKeySet();

        NodeOfText(UnaryOperator<String> answer) throws IOException {
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
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                InputStream in = connection.getInputStream();
                OutputStream out = connection.getOutputStream();
                for (String header = header(in); !header.isEmpty(); header = header(in)) {
                    Matcher length = LENGTH.matcher(header);
                    Matcher token = TOKEN.matcher(header);
                    if (length.find() && token.find()) {
                        in.readNBytes(Integer.parseInt(length.group(1)));
                        tokens.add(token.group(1));
                    }
                    requests.incrementAndGet();
                    out.write(answer.apply(header).getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the client has gone
            }
        }

        private static String header(InputStream in) throws IOException {
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return "";
                }
                header.append((char) next);
            }
            return header.toString();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
