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
 * Sends requests to a node over kept connections, all of them on one thread: the generator shares its processors with
 * what it measures.
 */
final class LaunchGenerator {
    /** How long answers are waited for after the last launch. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    /** How exactly a schedule is kept while nothing else happens. */
    private static final long NAP_NANOS = 50_000;

    private static final long LONGEST_SELECT_MILLIS = 100;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final InetSocketAddress node;
    private final int connections;
    private final NanoClock clock;

    LaunchGenerator(InetSocketAddress node, int connections, NanoClock clock) {
        this.node = node;
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
            return statuses.entrySet().stream()
                    .filter(answered -> isSuccess(answered.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    /** Every connection sends its next request as soon as it is answered, until the time is over or there are no more. */
    Answers asFastAsAnswered(Requests requests, Duration length) throws IOException {
        return new Run(requests, Pace.closed(), length).run();
    }

    /** Requests are due at even distances, whatever the node answers. */
    Answers atRate(Requests requests, double perSecond, Duration length) throws IOException {
        return new Run(requests, Pace.open(clock.nanos(), perSecond), length).run();
    }

    private final class Run {
        private final Requests requests;
        private final Pace pace;
        private final long end;
        private final List<LaunchConnection> all = new ArrayList<>();
        private final Deque<LaunchConnection> idle = new ArrayDeque<>();
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
        private final long began = clock.nanos();
        private String firstRefusal = "";
        private int inFlight;
        private int sent;

        Run(Requests requests, Pace pace, Duration length) {
            this.requests = requests;
            this.pace = pace;
            this.end = began + length.toNanos();
        }

        Answers run() throws IOException {
            long cpu = threadCpuNanos();
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
                    Duration.ofNanos(Math.min(end, clock.nanos()) - began),
                    Duration.ofNanos(threadCpuNanos() - cpu));
        }

        private void launchUntilOver(Selector selector) throws IOException {
            long now = clock.nanos();
            while (mayStart(now) || (inFlight > 0 && now < end + PATIENCE_NANOS)) {
                startWhatIsDue(now);
                await(selector, now);
                now = clock.nanos();
                for (SelectionKey ready : selector.selectedKeys()) {
                    read((LaunchConnection) ready.attachment(), selector, now);
                }
                selector.selectedKeys().clear();
            }
        }

        private boolean mayStart(long now) {
            return now < end && sent < requests.most();
        }

        private void startWhatIsDue(long now) throws IOException {
            while (mayStart(now) && !idle.isEmpty() && pace.nextDue(now) <= now) {
                idle.pop().send(requests.request(sent++), pace.nextDue(now));
                pace.started();
                inFlight++;
            }
        }

        private void await(Selector selector, long now) throws IOException {
            boolean waitsForTheSchedule = mayStart(now) && !idle.isEmpty();
            if (!waitsForTheSchedule) {
                selector.select(LONGEST_SELECT_MILLIS);
            } else if (selector.selectNow() == 0) {
                clock.waitUntil(Math.min(pace.nextDue(now), now + NAP_NANOS));
            }
        }

        /** A server closes the connection after a refusal, so the next request has a new one. */
        private void read(LaunchConnection connection, Selector selector, long now) throws IOException {
            int status = connection.read();
            if (status == ReplyScanner.INCOMPLETE) {
                return;
            }
            inFlight--;
            statuses.merge(status, 1, Integer::sum);
            if (isSuccess(status)) {
                latencies.recordValue(Math.max(0, now - connection.due()));
                idle.push(connection);
                return;
            }
            if (firstRefusal.isEmpty()) {
                firstRefusal = new String(connection.answer(), StandardCharsets.UTF_8);
            }
            connection.close();
            LaunchConnection next = LaunchConnection.open(node, selector);
            all.add(next);
            idle.push(next);
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
