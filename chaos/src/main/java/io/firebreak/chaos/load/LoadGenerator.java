package io.firebreak.chaos.load;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.IntentKind;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.measure.OutcomeLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Open-model load: each intent starts at its scheduled time on a virtual thread of its own, whether those before it were
 * answered or not, so a slow region meets the load its clients would really send. What could not start in time is
 * recorded as late, what could not start at all as not sent: neither is ever left out.
 */
public final class LoadGenerator implements TenantGate, AutoCloseable {
    /**
     * Starts beyond this many in flight are given up. An intent takes at most 3 attempts of a second and two pauses, so
     * 500 intents a second that all time out stay under it: reaching it says the generator, not the region, is stuck.
     */
    static final int MOST_IN_FLIGHT = 2_000;

    /** Longer than any intent lives: 3 attempts of a second and two pauses. */
    private static final Duration LAST_INTENTS = Duration.ofSeconds(6);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

    /** An answer a client cannot use is no success; the exception goes to the thread's handler, to be seen. */
    private static final Client.Done UNREADABLE = new Client.Done(Ending.REFUSED, 1, false);

    private final Schedule schedule;
    private final List<LoadTenant> tenants;
    private final List<Holdings> holdings;
    private final String tokenPrefix;
    private final Client client;
    private final OutcomeLog log;
    private final NanoClock clock;
    private final HttpClient http;
    private final ExecutorService intents = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    /** Due times of the intents in flight, by the order of their start. */
    private final ConcurrentSkipListMap<Long, Long> unfinished = new ConcurrentSkipListMap<>();

    private final Set<TenantId> held = ConcurrentHashMap.newKeySet();
    private final Thread dispatcher;
    private volatile boolean stopping;
    private volatile long startNanos;

    /**
     * @param ramp how long the rate takes from zero to that of the load
     * @param tokenPrefix starts each client token; two loads on one region must differ in it, or the second replays the
     *     launches of the first
     * @param connections a client that trusts the routers, if they have certificates
     */
    public LoadGenerator(
            LoadShape load,
            Duration ramp,
            List<LoadTenant> tenants,
            List<URI> routers,
            long seed,
            String tokenPrefix,
            OutcomeLog log,
            Ledger ledger,
            NanoClock clock,
            HttpClient.Builder connections) {
        this.schedule = new Schedule(load, ramp, tenants.size(), seed);
        this.tenants = List.copyOf(tenants);
        this.holdings = tenants.stream()
                .map(_ -> new Holdings(load.instancesPerTenant()))
                .toList();
        this.tokenPrefix = tokenPrefix;
        this.log = log;
        this.clock = clock;
        this.http = connections
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(answers)
                .build();
        HttpTransport transport = new HttpTransport(http, routers, ATTEMPT_TIMEOUT);
        this.client = new Client(new Attempts(transport, clock, new Random(seed)), ledger, clock);
        this.dispatcher = Thread.ofPlatform().name("load-dispatcher").daemon().unstarted(this::dispatch);
    }

    /** Starts the schedule: its time zero is now. */
    public void start() {
        startNanos = clock.nanos();
        dispatcher.start();
    }

    /** Nanoseconds since the start: the time scale of all outcomes. */
    public long elapsedNanos() {
        return clock.nanos() - startNanos;
    }

    /** Returns at that time since the start, or at once when it has passed. */
    public void waitUntil(long nanos) {
        clock.waitUntil(startNanos + nanos);
    }

    /** Up to here the outcomes are complete: whatever was due before has ended. */
    public long completeUntilNanos() {
        long now = elapsedNanos();
        Map.Entry<Long, Long> oldest = unfinished.firstEntry();
        return oldest == null ? now : Math.min(now, oldest.getValue());
    }

    @Override
    public void hold(TenantId tenant) {
        held.add(tenant);
    }

    @Override
    public void release(TenantId tenant) {
        held.remove(tenant);
    }

    /** Starts no more intents and waits until those in flight have ended. */
    @Override
    public void close() {
        stopping = true;
        dispatcher.interrupt();
        intents.shutdown();
        try {
            dispatcher.join();
            if (!intents.awaitTermination(LAST_INTENTS.toMillis(), TimeUnit.MILLISECONDS)) {
                intents.shutdownNow();
            }
        } catch (InterruptedException _) {
            intents.shutdownNow();
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
        answers.shutdownNow();
    }

    private void dispatch() {
        while (!stopping) {
            ScheduledIntent intent = schedule.next();
            clock.waitUntil(startNanos + intent.dueNanos());
            if (stopping) {
                return;
            }
            if (!held.contains(tenants.get(intent.tenant()).id())) {
                dispatch(intent);
            }
        }
    }

    private void dispatch(ScheduledIntent intent) {
        Holdings mine = holdings.get(intent.tenant());
        LoadTenant tenant = tenants.get(intent.tenant());
        switch (intent.kind()) {
            case LAUNCH -> {
                String token = "%s-%d".formatted(tokenPrefix, intent.number());
                start(intent, () -> client.launch(tenant, token, intent.instanceType(), mine));
            }
            case LIST -> start(intent, () -> client.list(tenant, mine));
            case DESCRIBE -> {
                Optional<InstanceId> one = mine.pick(intent.dice());
                one.ifPresent(instance -> start(intent, () -> client.describe(tenant, instance)));
            }
            case TERMINATE -> {
                for (InstanceId instance : mine.takeDue()) {
                    start(intent, () -> client.terminate(tenant, instance, mine));
                }
            }
        }
    }

    private interface Work {
        Client.Done run();
    }

    private void start(ScheduledIntent intent, Work work) {
        if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
            inFlight.decrementAndGet();
            long now = elapsedNanos();
            record(intent, now, now, new Client.Done(Ending.NOT_SENT, 0, false));
            return;
        }
        long order = sent.getAndIncrement();
        unfinished.put(order, intent.dueNanos());
        intents.execute(() -> run(intent, order, work));
    }

    private void run(ScheduledIntent intent, long order, Work work) {
        long started = elapsedNanos();
        Client.Done done = UNREADABLE;
        try {
            done = work.run();
        } finally {
            record(intent, started, elapsedNanos(), done);
            unfinished.remove(order);
            inFlight.decrementAndGet();
        }
    }

    private void record(ScheduledIntent intent, long started, long ended, Client.Done done) {
        TenantId tenant = tenants.get(intent.tenant()).id();
        IntentKind kind = intent.kind();
        log.add(new IntentOutcome(
                tenant,
                kind,
                intent.dueNanos(),
                started,
                ended,
                done.ending(),
                done.attempts(),
                done.partial(),
                done.staleNanos()));
    }
}
