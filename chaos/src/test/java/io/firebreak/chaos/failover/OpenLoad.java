package io.firebreak.chaos.failover;

import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Idempotent requests at a constant rate over all tenants in turn, each at its time whether those before it were answered or
 * not; how long one took is counted from its time and not from when it could be sent.
 */
final class OpenLoad implements AutoCloseable {
    /** Over the two seconds a router gives any request. */
    private static final int PATIENCE_MILLIS = 3_000;

    /** Far under the minute after which a router closes an unused connection. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private static final long LAST_ANSWERS_SECONDS = 20;

    /** What any cell of a shard can answer. */
    enum Kind {
        LAUNCH,
        LIST,
        READ
    }

    /** Writes requests. */
    interface Requests {
        /**
         * One whole request.
         *
         * @param tenant by its number, from 1
         * @param number of the request, from 0; no two of a load have the same
         */
        byte[] of(Kind kind, int tenant, int number);
    }

    /**
     * What is sent.
     *
     * @param mix repeated over and over
     * @param attempts of one intent, each at the next router, at once
     */
    record Shape(int perSecond, int tenants, List<Kind> mix, int attempts) {}

    /**
     * What one client wanted once.
     *
     * @param met what each attempt met that failed; the next one, if there was any, did not
     */
    record Intent(
            int tenant, Kind kind, long dueNanos, long sentNanos, long endNanos, boolean isGood, List<String> met) {

        long lagNanos() {
            return sentNanos - dueNanos;
        }

        long tookNanos() {
            return endNanos - dueNanos;
        }
    }

    private final Shape shape;
    private final List<InetSocketAddress> routers;
    private final NanoClock clock;
    private final Requests requests;
    private final ConcurrentLinkedQueue<Intent> intents = new ConcurrentLinkedQueue<>();
    private final Map<InetSocketAddress, ConcurrentLinkedDeque<RouterConnection>> idle = new ConcurrentHashMap<>();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread dispatcher =
            Thread.ofPlatform().name("open-load").daemon().unstarted(this::dispatch);
    private volatile boolean stopping;

    private OpenLoad(Shape shape, List<InetSocketAddress> routers, NanoClock clock, Requests requests) {
        this.shape = shape;
        this.routers = routers;
        this.clock = clock;
        this.requests = requests;
        routers.forEach(router -> idle.put(router, new ConcurrentLinkedDeque<>()));
    }

    static OpenLoad start(Shape shape, List<InetSocketAddress> routers, NanoClock clock) {
        return start(shape, routers, clock, RouterConnection::request);
    }

    static OpenLoad start(Shape shape, List<InetSocketAddress> routers, NanoClock clock, Requests requests) {
        OpenLoad load = new OpenLoad(shape, routers, clock, requests);
        load.dispatcher.start();
        return load;
    }

    /** Starts no more, waits for those under way, and gives all there were. */
    List<Intent> finish() {
        close();
        return List.copyOf(intents);
    }

    @Override
    public void close() {
        stopping = true;
        dispatcher.interrupt();
        clients.shutdown();
        try {
            dispatcher.join();
            if (!clients.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("requests are still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.values().forEach(all -> all.forEach(RouterConnection::close));
    }

    private void dispatch() {
        long start = clock.nanos();
        for (int number = 0; !stopping; number++) {
            long due = start + TimeUnit.SECONDS.toNanos(1) * number / shape.perSecond();
            clock.waitUntil(due);
            if (!stopping) {
                int mine = number;
                clients.execute(() -> intents.add(intent(mine, due)));
            }
        }
    }

    private Intent intent(int number, long due) {
        long sent = clock.nanos();
        Kind kind = shape.mix().get(number % shape.mix().size());
        int tenant = 1 + number / shape.mix().size() % shape.tenants();
        byte[] request = requests.of(kind, tenant, number);
        List<String> met = new ArrayList<>(1);
        boolean good = false;
        while (!good && met.size() < shape.attempts()) {
            String failure = attempt(routers.get((number + met.size()) % routers.size()), request);
            good = failure.isEmpty();
            if (!good) {
                met.add(failure);
            }
        }
        return new Intent(tenant, kind, due, sent, clock.nanos(), good, met);
    }

    /** What it met; nothing when it succeeded. */
    private String attempt(InetSocketAddress router, byte[] request) {
        ConcurrentLinkedDeque<RouterConnection> connections = Objects.requireNonNull(idle.get(router));
        @Nullable RouterConnection connection = fresh(connections);
        try {
            if (connection == null) {
                connection = RouterConnection.open(router, PATIENCE_MILLIS);
            }
            int status = connection.exchange(request);
            if (connection.isReusable()) {
                connection.restsFrom(clock.nanos());
                connections.addFirst(connection);
            } else {
                connection.close();
            }
            return status / 100 == 2
                    ? ""
                    : "%d %s".formatted(status, connection.problem()).strip();
        } catch (ConnectException refused) {
            return "refused";
        } catch (SocketTimeoutException late) {
            if (connection != null) {
                connection.close();
            }
            return "silence";
        } catch (IOException cut) {
            if (connection != null) {
                connection.close();
            }
            return "cut";
        }
    }

    /** One that was used lately: a burst leaves connections behind which the router closes when nobody uses them. */
    private @Nullable RouterConnection fresh(ConcurrentLinkedDeque<RouterConnection> connections) {
        RouterConnection connection = connections.pollFirst();
        if (connection != null && clock.nanos() - connection.restingSince() > LONGEST_REST.toNanos()) {
            connection.close();
            return null;
        }
        return connection;
    }
}
