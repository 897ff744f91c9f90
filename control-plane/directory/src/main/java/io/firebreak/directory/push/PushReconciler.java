package io.firebreak.directory.push;

import io.firebreak.assigner.CellId;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.ChangeLoop;
import io.firebreak.directory.revision.Changes;
import io.firebreak.directory.tenants.Behind;
import io.firebreak.directory.tenants.Confirmations;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares what each cell has confirmed with the record, over and over, and sends the difference. It does the same work in
 * quiet and in stormy times (constant work), keeps no queue, and needs no memory of its own: killed at any moment, its
 * successor reads from the database what is left to do. One delivery per cell at a time, so a slow cell delays no other.
 */
@Component
class PushReconciler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PushReconciler.class);

    /** After what is registered at start and before the web server, whose first answer may wait for a push. */
    private static final int PHASE = 20;

    /** Long enough for a cell that is well to answer. */
    private static final long STOP_WITHIN_MILLIS = 500;

    /** Most of them are gone for good; a new revocation is tried at once. */
    private static final Duration LONGEST_BACK_OFF_OF_CELLS_OUT = Duration.ofMinutes(1);

    private final CellRegistry registry;
    private final Confirmations confirmations;
    private final CellDelivery delivery;
    private final PushSettings settings;
    private final Changes changes;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final MeterRegistry meters;
    private final Semaphore slots;
    private final Map<CellId, CellLane> lanes = new HashMap<>();
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final ChangeLoop loop;
    private long newestPeers;

    PushReconciler(
            CellRegistry registry,
            Confirmations confirmations,
            CellDelivery delivery,
            PushSettings settings,
            Changes changes,
            InstantSource clock,
            RandomGenerator chance,
            MeterRegistry meters) {
        this.registry = registry;
        this.confirmations = confirmations;
        this.delivery = delivery;
        this.settings = settings;
        this.changes = changes;
        this.clock = clock;
        this.chance = chance;
        this.meters = meters;
        this.slots = new Semaphore(settings.concurrency());
        this.loop = new ChangeLoop("push reconciler", changes, settings.every(), this::reconcile);
    }

    @Override
    public void start() {
        loop.start();
    }

    /** What does not end in a moment is broken off: what was not confirmed is sent again by the next start. */
    @Override
    public void stop() {
        loop.stop();
        deliveries.shutdown();
        try {
            if (!deliveries.awaitTermination(STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
                deliveries.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            deliveries.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void reconcile() {
        confirmations.settle();
        newestPeers = Math.max(newestPeers + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        List<RegisteredCell> cells = registry.all();
        Peers peers =
                new Peers(newestPeers, cells.stream().map(CellPush.Peer::of).toList());
        Map<CellId, Long> newestKeys =
                confirmations.cellsBehind().stream().collect(Collectors.toMap(Behind::cell, Behind::newestKeys));
        Instant now = clock.instant();
        for (RegisteredCell cell : cells) {
            CellLane lane = lanes.computeIfAbsent(cell.id(), id -> new CellLane());
            long keys = newestKeys.getOrDefault(cell.id(), 0L);
            if (isTold(cell, keys) && !lane.isBusy()) {
                lane.meet(cell);
                lane.meetKeys(keys);
                if (lane.isDue(now, newestKeys.containsKey(cell.id()), peers.cells())) {
                    lane.begin();
                    deliveries.execute(() -> deliver(cell, peers, lane));
                }
            }
        }
    }

    /** A cell that is out may run all the same: of keys it hears, so that a revoked one is not good there for ever. */
    private static boolean isTold(RegisteredCell cell, long newestKeys) {
        return cell.takesCredentials() || newestKeys > 0;
    }

    private void deliver(RegisteredCell cell, Peers peers, CellLane lane) {
        try {
            slots.acquire();
            try {
                deliverOnce(cell, peers, lane);
            } finally {
                slots.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lane.end();
            changes.announce();
        }
    }

    private void deliverOnce(RegisteredCell cell, Peers peers, CellLane lane) throws InterruptedException {
        Optional<String> failure;
        try {
            failure = delivery.deliver(cell, peers, lane);
        } catch (RuntimeException broken) {
            LOG.warn("Push to {} broke off", cell.id(), broken);
            failure = Optional.of(broken.toString());
        }
        if (failure.isEmpty()) {
            lane.delivered(peers.cells());
            return;
        }
        meters.counter("firebreak.directory.push.failures", "cell", cell.id().value())
                .increment();
        int failures = lane.failed();
        Duration longest = cell.takesCredentials() ? settings.longestBackOff() : LONGEST_BACK_OFF_OF_CELLS_OUT;
        Duration delay = new BackOff(settings.firstBackOff(), longest).after(failures, chance);
        lane.leaveAloneUntil(clock.instant(), delay);
        LOG.warn("Push {} to {} failed, next in {}: {}", failures, cell.id(), delay, failure.get());
    }
}
