package io.firebreak.chaos.bench.router;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory that publishes what it is told to, by the long poll of docs/protocol.md, to one router. */
final class ScriptedDirectory implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("version=([0-9]+)");
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NO_BODY = -1;
    /** Under the 25 s a router asks for, over the length of any window here. */
    private static final long WAIT_SECONDS = 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final NanoClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] document = new byte[0];
    private long version;
    private long askedFor = -1;
    private long sentAt;
    private long askedAgainAt;

    /** Begins with nothing that is newer than a version. */
    ScriptedDirectory(TableText.Version first, NanoClock clock) throws IOException {
        this.clock = clock;
        this.version = first.number();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/internal/v1/table", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Gives everyone who waits this document. */
    void publish(TableText.Version next, byte[] json) {
        lock.lock();
        try {
            version = next.number();
            document = json;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long after the first byte was sent the router asked for what follows: the table is in use and on disk then.
     *
     * @throws IllegalStateException when that takes too long
     */
    Duration awaitTaken(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (askedFor < version) {
                if (left <= 0) {
                    throw new IllegalStateException(
                            "the router did not take table %d within %s".formatted(version, atMost));
                }
                left = changed.awaitNanos(left);
            }
            return Duration.ofNanos(askedAgainAt - sentAt);
        } finally {
            lock.unlock();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] news = awaitNewerThan(versionAsked(exchange));
            if (news.length == 0) {
                exchange.sendResponseHeaders(NOT_MODIFIED, NO_BODY);
                return;
            }
            sent();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(OK, news.length);
            exchange.getResponseBody().write(news);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long versionAsked(HttpExchange exchange) {
        Matcher query = VERSION.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        return query.find() ? Long.parseLong(query.group(1)) : 0;
    }

    private byte[] awaitNewerThan(long asked) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        lock.lock();
        try {
            askedFor = asked;
            askedAgainAt = clock.nanos();
            changed.signalAll();
            while (version <= asked && left > 0) {
                left = changed.awaitNanos(left);
            }
            return version > asked ? document : new byte[0];
        } finally {
            lock.unlock();
        }
    }

    private void sent() {
        lock.lock();
        try {
            sentAt = clock.nanos();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
