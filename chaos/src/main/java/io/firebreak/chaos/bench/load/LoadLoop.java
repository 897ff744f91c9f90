package io.firebreak.chaos.bench.load;

import io.firebreak.chaos.bench.Pace;
import io.firebreak.chaos.bench.ReplyScanner;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over kept connections, all on the calling thread: it shares the processors with what it measures.
 * Connections are opened when they are wanted. When all there may be are in use, what is due waits, and its latency counts
 * from when it was due.
 */
public final class LoadLoop {
    /** How long answers are waited for after the last request: longer than any server here lets a client wait. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    /** How exactly a schedule is kept while nothing else happens. */
    private static final long NAP_NANOS = 50_000;
    /** A selector sleeps for whole milliseconds; what is due later than this can be waited for in it. */
    private static final long SOON_NANOS = 3_000_000;

    private static final long LONGEST_SELECT_MILLIS = 100;

    private final InetSocketAddress server;
    private final RequestText requests;
    private final int connections;
    private final NanoClock clock;
    private final AnswerLog log;
    private final long tickNanos;
    /** Requests of earlier stretches, so that none is sent twice. */
    private long sent;

    /** A load of which only the totals are wanted. */
    public LoadLoop(InetSocketAddress server, RequestText requests, int connections, NanoClock clock) {
        this(server, requests, connections, clock, AnswerLog.NONE);
    }

    /**
     * Sends nothing yet.
     *
     * @param connections at most
     */
    public LoadLoop(InetSocketAddress server, RequestText requests, int connections, NanoClock clock, AnswerLog log) {
        this(server, requests, connections, clock, log, Duration.ZERO);
    }

    /**
     * Sends nothing yet.
     *
     * @param tick how often it sends what is due and reads what has come; zero is as soon as may be. Where latencies of a
     *     millisecond do not matter, a tick of one leaves the processors to what is measured
     */
    public LoadLoop(
            InetSocketAddress server,
            RequestText requests,
            int connections,
            NanoClock clock,
            AnswerLog log,
            Duration tick) {
        this.server = server;
        this.requests = requests;
        this.connections = connections;
        this.clock = clock;
        this.log = log;
        this.tickNanos = tick.toNanos();
    }

    /** Every connection sends its next request as soon as it is answered, until the time is over. */
    public Load asFastAsAnswered(Duration length) throws IOException {
        return new Stretch(Pace.closed(), length, Long.MAX_VALUE).run();
    }

    /** The same, until the time is over or so many requests are sent. */
    public Load asFastAsAnswered(Duration length, long most) throws IOException {
        return new Stretch(Pace.closed(), length, most).run();
    }

    /** Requests are due at even distances, whatever the server answers. */
    public Load atRate(double perSecond, Duration length) throws IOException {
        return paced(Pace.open(clock.nanos(), perSecond), length);
    }

    /** Requests are due as the pace says. */
    public Load paced(Pace pace, Duration length) throws IOException {
        return new Stretch(pace, length, Long.MAX_VALUE).run();
    }

    private final class Stretch {
        private final Pace pace;
        private final List<LoadConnection> all = new ArrayList<>();
        private final Deque<LoadConnection> idle = new ArrayDeque<>();
        private final Map<Integer, Long> failures = new HashMap<>();
        private final Histogram latencies = new Histogram(Load.SIGNIFICANT_DIGITS);
        private final Duration length;
        private final long last;
        private long end;
        private long good;
        private int inFlight;
        private String firstFailure = "";

        Stretch(Pace pace, Duration length, long most) {
            this.pace = pace;
            this.length = length;
            this.last = most > Long.MAX_VALUE - sent ? Long.MAX_VALUE : sent + most;
        }

        Load run() throws IOException {
            try (Selector selector = Selector.open()) {
                long cpu = threadCpuNanos();
                long began = clock.nanos();
                end = began + length.toNanos();
                loadUntilOver(selector, began);
                long ended = clock.nanos();
                all.stream()
                        .filter(LoadConnection::isWaiting)
                        .forEach(connection -> count(connection, Load.LOST, ended));
                return new Load(
                        good,
                        failures,
                        firstFailure,
                        latencies,
                        Duration.ofNanos(ended - began),
                        Duration.ofNanos(threadCpuNanos() - cpu));
            } finally {
                all.forEach(LoadConnection::close);
            }
        }

        private void loadUntilOver(Selector selector, long began) throws IOException {
            long now = began;
            while (mayStart(now) || (inFlight > 0 && now < end + PATIENCE_NANOS)) {
                while (mayStart(now) && pace.nextDue(now) <= now && hasConnection()) {
                    send(connection(selector), now);
                }
                await(selector, now);
                now = clock.nanos();
            }
        }

        private boolean mayStart(long now) {
            return now < end && sent < last;
        }

        private boolean hasConnection() {
            return !idle.isEmpty() || all.size() < connections;
        }

        private LoadConnection connection(Selector selector) throws IOException {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
            LoadConnection connection = LoadConnection.open(server, selector);
            all.add(connection);
            return connection;
        }

        private void send(LoadConnection connection, long now) {
            connection.send(requests, sent++, pace.nextDue(now), clock.nanos());
            pace.started();
            inFlight++;
        }

        private void await(Selector selector, long now) throws IOException {
            if (tickNanos > 0) {
                selector.selectNow(this::ready);
                clock.waitUntil(now + tickNanos);
                return;
            }
            if (!mayStart(now) || !hasConnection()) {
                selector.select(this::ready, LONGEST_SELECT_MILLIS);
                return;
            }
            long left = Math.min(pace.nextDue(now), end) - now;
            if (left > SOON_NANOS) {
                selector.select(this::ready, Math.min(TimeUnit.NANOSECONDS.toMillis(left) - 1, LONGEST_SELECT_MILLIS));
            } else if (selector.selectNow(this::ready) == 0) {
                clock.waitUntil(now + Math.min(left, NAP_NANOS));
            }
        }

        private void ready(SelectionKey key) {
            LoadConnection connection = (LoadConnection) key.attachment();
            int status = connection.read(key);
            if (status == ReplyScanner.INCOMPLETE) {
                return;
            }
            long now = clock.nanos();
            if (status == LoadConnection.LOST) {
                ended(connection, now);
                return;
            }
            inFlight--;
            count(connection, status, now);
            if (connection.isLast()) {
                replace(connection);
            } else if (mayStart(now) && pace.nextDue(now) <= now) {
                send(connection, now);
            } else {
                idle.push(connection);
            }
        }

        private void count(LoadConnection connection, int status, long now) {
            log.ended(connection, status, now);
            if (status / 100 == 2) {
                good++;
                latencies.recordValue(Math.max(0, now - connection.dueNanos()));
                return;
            }
            failures.merge(status, 1L, Long::sum);
            if (firstFailure.isEmpty()) {
                firstFailure = connection.answer();
            }
        }

        private void ended(LoadConnection connection, long now) {
            if (connection.isWaiting()) {
                inFlight--;
                count(connection, Load.LOST, now);
            } else {
                idle.remove(connection);
            }
            replace(connection);
        }

        private void replace(LoadConnection connection) {
            connection.close();
            all.remove(connection);
        }
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
