package io.firebreak.chaos.promise;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.region.RegionFile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Launches at a constant rate over all tenants in turn, each with a token of its own and on schedule, whether those before
 * it were answered or not. The load of a game day measures tenants; this remembers each attempt of each token, which is
 * what a promise about tokens is held against.
 */
final class LaunchDriver implements AutoCloseable {
    /** Small types of most families, so that nearly all hosts take part. */
    private static final List<String> TYPES =
            List.of("c5.large", "m5.large", "c5.large", "m5.large", "r5.large", "m6i.large", "c6i.large", "c7g.medium");

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_LAUNCHES = Duration.ofSeconds(20);

    /**
     * How to launch.
     *
     * @param tokenPrefix starts each token; tests that share a region differ in it
     * @param most ends the load by itself
     * @param attempts of one launch
     * @param untilSettled whether an unsettled answer is asked for again, too
     */
    record Shape(String tokenPrefix, int perSecond, int most, int attempts, boolean untilSettled) {}

    private final Shape shape;
    private final List<URI> routers;
    private final List<RegionFile.Tenant> tenants;
    private final LaunchClient client;
    private final long seed;
    private final NanoClock clock = NanoClock.system();
    private final ConcurrentLinkedQueue<ClientLaunch> launches = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> lags = new ConcurrentLinkedQueue<>();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread dispatcher =
            Thread.ofPlatform().name("launch-dispatcher").daemon().unstarted(this::dispatch);
    private volatile boolean stopping;
    private volatile long spanNanos;

    private LaunchDriver(
            Shape shape, List<URI> routers, List<RegionFile.Tenant> tenants, LaunchClient client, Seed seed) {
        this.shape = shape;
        this.routers = routers;
        this.tenants = new ArrayList<>(tenants);
        this.client = client;
        this.seed = seed.value();
        Collections.shuffle(this.tenants, new Random(this.seed));
    }

    static LaunchDriver start(Shape shape, PromiseRegion region, LaunchClient client, Seed seed) {
        return start(shape, List.of(region.router()), region, client, seed);
    }

    /**
     * Through several routers.
     *
     * @param routers each attempt of a launch goes to the next of them
     */
    static LaunchDriver start(Shape shape, List<URI> routers, PromiseRegion region, LaunchClient client, Seed seed) {
        LaunchDriver driver = new LaunchDriver(shape, routers, region.tenants(), client, seed);
        driver.dispatcher.start();
        return driver;
    }

    boolean isDispatching() {
        return dispatcher.isAlive();
    }

    /** Starts no more launches, waits for those under way, and gives all there were. */
    List<ClientLaunch> finish() {
        close();
        return List.copyOf(launches);
    }

    @Override
    public void close() {
        stopping = true;
        dispatcher.interrupt();
        clients.shutdown();
        try {
            dispatcher.join();
            if (!clients.awaitTermination(LAST_LAUNCHES.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("launches are still under way after " + LAST_LAUNCHES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Launches started per second of schedule. */
    double rateReached() {
        return launches.size() / (spanNanos / 1e9);
    }

    /** How late after its schedule a launch started, for 99 of 100. */
    Duration lag99() {
        List<Long> sorted = lags.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get(sorted.size() * 99 / 100));
    }

    private void dispatch() {
        long start = clock.nanos();
        for (int number = 0; number < shape.most() && !stopping; number++) {
            long due = start + TimeUnit.SECONDS.toNanos(1) * number / shape.perSecond();
            clock.waitUntil(due);
            if (!stopping) {
                int mine = number;
                clients.execute(() -> {
                    lags.add(clock.nanos() - due);
                    launches.add(launch(mine));
                });
            }
        }
        spanNanos = clock.nanos() - start;
    }

    private ClientLaunch launch(int number) {
        RegionFile.Tenant tenant = tenants.get(number % tenants.size());
        String type = TYPES.get(number % TYPES.size());
        String token = "%s-%d".formatted(shape.tokenPrefix(), number);
        SplittableRandom chance = new SplittableRandom(seed + number);
        List<ClientLaunch.Attempt> attempts = new ArrayList<>();
        do {
            if (!attempts.isEmpty()) {
                clock.waitUntil(clock.nanos() + chance.nextLong(SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos()));
            }
            URI router = routers.get((number + attempts.size()) % routers.size());
            attempts.add(client.launch(router, tenant, token, type));
        } while (attempts.size() < shape.attempts()
                && !isDone(attempts.getLast().answer()));
        return new ClientLaunch(tenant, new LaunchToken(tenant.id(), token), type, attempts);
    }

    private boolean isDone(LaunchAnswer answer) {
        return answer.isSettled() || (!shape.untilSettled() && answer instanceof LaunchAnswer.Acknowledged);
    }
}
