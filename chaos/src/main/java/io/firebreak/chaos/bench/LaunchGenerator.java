package io.firebreak.chaos.bench;

import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Launches one instance a request over kept connections, all of them on one thread: the generator shares its processors
 * with what it measures.
 */
final class LaunchGenerator {
    static final int CREATED = 201;
    /** How long answers are waited for after the last launch. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    /** How exactly a schedule is kept while nothing else happens. */
    private static final long NAP_NANOS = 50_000;

    private static final long LONGEST_SELECT_MILLIS = 100;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final InetSocketAddress node;
    private final TypeDeck types;
    private final String key;
    private final int connections;
    private final NanoClock clock;

    LaunchGenerator(InetSocketAddress node, String key, TypeDeck types, int connections, NanoClock clock) {
        this.node = node;
        this.key = key;
        this.types = types;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * What a run was answered.
     *
     * @param statuses how many answers of each
     * @param unanswered launches without an answer after ten seconds
     * @param latencies of acknowledged launches, from the moment each was due
     * @param cpu of the generator itself
     */
    record Answers(
            Map<Integer, Integer> statuses,
            int unanswered,
            String firstRefusal,
            Histogram latencies,
            Duration took,
            Duration cpu) {
        int acknowledged() {
            return statuses.getOrDefault(CREATED, 0);
        }
    }

    /** Every connection launches again as soon as it is answered. */
    Answers asFastAsAnswered(String tokens, Duration length) throws IOException {
        return new Run(tokens, Pace.closed(), length).run();
    }

    /** Launches are due at even distances, whatever the node answers. */
    Answers atRate(String tokens, double perSecond, Duration length) throws IOException {
        return new Run(tokens, Pace.open(clock.nanos(), perSecond), length).run();
    }

    private final class Run {
        private final String tokens;
        private final Pace pace;
        private final long end;
        private final Deque<LaunchConnection> idle = new ArrayDeque<>();
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
        private final long began = clock.nanos();
        private String firstRefusal = "";
        private int inFlight;
        private int sent;

        Run(String tokens, Pace pace, Duration length) {
            this.tokens = tokens;
            this.pace = pace;
            this.end = began + length.toNanos();
        }

        Answers run() throws IOException {
            long cpu = threadCpuNanos();
            List<LaunchConnection> all = new ArrayList<>();
            try (Selector selector = Selector.open()) {
                for (int i = 0; i < connections; i++) {
                    all.add(LaunchConnection.open(node, selector));
                }
                idle.addAll(all);
                launchUntilOver(selector);
            } finally {
                for (LaunchConnection connection : all) {
                    connection.close();
                }
            }
            return new Answers(
                    statuses,
                    inFlight,
                    firstRefusal,
                    latencies,
                    Duration.ofNanos(end - began),
                    Duration.ofNanos(threadCpuNanos() - cpu));
        }

        private void launchUntilOver(Selector selector) throws IOException {
            long now = clock.nanos();
            while (now < end || (inFlight > 0 && now < end + PATIENCE_NANOS)) {
                startWhatIsDue(now);
                await(selector, now);
                now = clock.nanos();
                for (SelectionKey ready : selector.selectedKeys()) {
                    read((LaunchConnection) ready.attachment(), now);
                }
                selector.selectedKeys().clear();
            }
        }

        private void startWhatIsDue(long now) throws IOException {
            while (now < end && !idle.isEmpty() && pace.nextDue(now) <= now) {
                idle.pop().send(request(sent++), pace.nextDue(now));
                pace.started();
                inFlight++;
            }
        }

        private void await(Selector selector, long now) throws IOException {
            boolean waitsForTheSchedule = now < end && !idle.isEmpty();
            if (!waitsForTheSchedule) {
                selector.select(LONGEST_SELECT_MILLIS);
            } else if (selector.selectNow() == 0) {
                clock.waitUntil(Math.min(pace.nextDue(now), now + NAP_NANOS));
            }
        }

        private void read(LaunchConnection connection, long now) throws IOException {
            int status = connection.read();
            if (status == ReplyScanner.INCOMPLETE) {
                return;
            }
            statuses.merge(status, 1, Integer::sum);
            if (status == CREATED) {
                latencies.recordValue(Math.max(0, now - connection.due()));
            } else if (firstRefusal.isEmpty()) {
                firstRefusal = new String(connection.answer(), StandardCharsets.UTF_8);
            }
            inFlight--;
            idle.push(connection);
        }

        private byte[] request(int number) {
            String body = "{\"instanceType\":\"%s\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-bench\"}";
            String json = body.replace("%s", types.type(number));
            return ("POST /v1/instances HTTP/1.1\r\nHost: cell\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + tokens + number
                            + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Milliseconds at a percentile of the latencies. */
    static double millis(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
