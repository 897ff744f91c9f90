package io.firebreak.chaos.bench.router;

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
import org.HdrHistogram.Histogram;

/** Sends requests over kept connections, all on the calling thread: it shares the processors with what it measures. */
final class LoadLoop {
    /** How long answers are waited for after the last request: longer than any proxy here lets a client wait. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    /** How exactly a schedule is kept while nothing else happens. */
    private static final long NAP_NANOS = 50_000;

    private static final long LONGEST_SELECT_MILLIS = 100;
    private static final int GOOD = 200;
    private static final int CREATED = 201;

    private final InetSocketAddress proxy;
    private final Traffic traffic;
    private final int connections;
    private final NanoClock clock;
    /** Requests of earlier stretches, so that none is sent twice. */
    private long sent;

    LoadLoop(InetSocketAddress proxy, Traffic traffic, int connections, NanoClock clock) {
        this.proxy = proxy;
        this.traffic = traffic;
        this.connections = connections;
        this.clock = clock;
    }

    /** Every connection sends its next request as soon as it is answered, until the time is over. */
    Load asFastAsAnswered(Duration length) throws IOException {
        return new Stretch(Pace.closed(), length, Long.MAX_VALUE).run();
    }

    /** The same, until the time is over or so many requests are sent. */
    Load asFastAsAnswered(Duration length, long most) throws IOException {
        return new Stretch(Pace.closed(), length, most).run();
    }

    /** Requests are due at even distances, whatever the proxy answers. */
    Load atRate(double perSecond, Duration length) throws IOException {
        return new Stretch(Pace.open(clock.nanos(), perSecond), length, Long.MAX_VALUE).run();
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
                for (int i = 0; i < connections; i++) {
                    open(selector);
                }
                long cpu = threadCpuNanos();
                long began = clock.nanos();
                end = began + length.toNanos();
                loadUntilOver(selector, began);
                Duration took = Duration.ofNanos(clock.nanos() - began);
                if (inFlight > 0) {
                    failures.merge(LoadConnection.LOST, (long) inFlight, Long::sum);
                }
                return new Load(
                        good, failures, firstFailure, latencies, took, Duration.ofNanos(threadCpuNanos() - cpu));
            } finally {
                all.forEach(LoadConnection::close);
            }
        }

        private void open(Selector selector) throws IOException {
            LoadConnection connection = LoadConnection.open(proxy, selector);
            all.add(connection);
            idle.push(connection);
        }

        private void loadUntilOver(Selector selector, long began) throws IOException {
            long now = began;
            while (mayStart(now) || (inFlight > 0 && now < end + PATIENCE_NANOS)) {
                while (mayStart(now) && !idle.isEmpty() && pace.nextDue(now) <= now) {
                    send(idle.pop(), now);
                }
                await(selector, now);
                reopen(selector);
                now = clock.nanos();
            }
        }

        private boolean mayStart(long now) {
            return now < end && sent < last;
        }

        private void send(LoadConnection connection, long now) {
            connection.send(traffic, sent++, pace.nextDue(now));
            pace.started();
            inFlight++;
        }

        private void await(Selector selector, long now) throws IOException {
            boolean waitsForTheSchedule = mayStart(now) && !idle.isEmpty();
            if (!waitsForTheSchedule) {
                selector.select(this::ready, LONGEST_SELECT_MILLIS);
            } else if (selector.selectNow(this::ready) == 0) {
                clock.waitUntil(Math.min(pace.nextDue(now), now + NAP_NANOS));
            }
        }

        private void ready(SelectionKey key) {
            LoadConnection connection = (LoadConnection) key.attachment();
            int status = connection.read();
            if (status == ReplyScanner.INCOMPLETE) {
                return;
            }
            long now = clock.nanos();
            if (status == LoadConnection.LOST) {
                ended(connection);
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
            if (status == GOOD || status == CREATED) {
                good++;
                latencies.recordValue(Math.max(0, now - connection.due()));
                return;
            }
            failures.merge(status, 1L, Long::sum);
            if (firstFailure.isEmpty()) {
                firstFailure = connection.answer();
            }
        }

        private void ended(LoadConnection connection) {
            if (connection.isWaiting()) {
                inFlight--;
                failures.merge(LoadConnection.LOST, 1L, Long::sum);
            } else {
                idle.remove(connection);
            }
            replace(connection);
        }

        private void replace(LoadConnection connection) {
            connection.close();
            all.remove(connection);
        }

        private void reopen(Selector selector) throws IOException {
            while (all.size() < connections) {
                open(selector);
            }
        }
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
