package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.reconcile.LeaderLock;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.settings.SettlementSettings;
import io.firebreak.cell.wire.OutageLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Settles this cell's take-overs, on the leader. Each arbiter has its own turn and its own back-off, so one that is
 * paused delays only the tokens it decides.
 */
@Component
class SettleLoop {
    private final LeaderLock lock;
    private final ClientTokens tokens;
    private final Settlement settlement;
    private final AccessView access;
    private final ThreadFactory threads;
    private final InstantSource clock;
    private final SettlementSettings settings;
    private final Map<CellId, BackOff> backOffs = new ConcurrentHashMap<>();
    private final Map<CellId, OutageLog> outages = new ConcurrentHashMap<>();
    private final Set<CellId> busy = ConcurrentHashMap.newKeySet();
    private final OutageLog reading = new OutageLog("Looking for unsettled tokens");
    private final AtomicLong unsettled;

    SettleLoop(
            LeaderLock lock,
            ClientTokens tokens,
            Settlement settlement,
            AccessView access,
            ThreadFactory threads,
            InstantSource clock,
            CellSettings settings,
            MeterRegistry meters) {
        this.lock = lock;
        this.tokens = tokens;
        this.settlement = settlement;
        this.access = access;
        this.threads = threads;
        this.clock = clock;
        this.settings = settings.settlement();
        this.unsettled = meters.gauge("firebreak.tokens.unsettled", new AtomicLong());
    }

    @Scheduled(fixedDelayString = "${firebreak.cell.settlement.interval}")
    void turn() {
        if (lock.isLeading()) {
            reading.attempt(this::look);
        } else {
            unsettled.set(0);
        }
    }

    private void look() {
        List<CellId> arbiters = tokens.arbiters();
        unsettled.set(arbiters.isEmpty() ? 0 : tokens.countUnsettled());
        for (CellId arbiter : arbiters) {
            BackOff backOff = backOffs.get(arbiter);
            boolean mayAsk = access.isOut(arbiter) || backOff == null || backOff.isOver(clock.instant());
            if (mayAsk && busy.add(arbiter)) {
                threads.newThread(() -> turnOf(arbiter)).start();
            }
        }
    }

    private void turnOf(CellId arbiter) {
        try {
            outages.computeIfAbsent(arbiter, cell -> new OutageLog("Settling with " + cell))
                    .attempt(() -> settleWith(arbiter));
        } finally {
            busy.remove(arbiter);
        }
    }

    private void settleWith(CellId arbiter) {
        List<TokenRecord> batch = tokens.unsettled(arbiter, settings.batch());
        if (access.isOut(arbiter)) {
            batch.forEach(token -> settlement.passOn(arbiter, token));
            return;
        }
        try {
            inLanes(arbiter, batch);
            backOffs.remove(arbiter);
        } catch (RuntimeException e) {
            Instant now = clock.instant();
            backOffs.compute(
                    arbiter,
                    (_, before) -> before == null
                            ? BackOff.first(settings.firstBackOff(), now)
                            : before.longer(settings.longestBackOff(), now));
            throw e;
        }
    }

    /** The first token alone, so that an arbiter that is down costs one call; then several at once, until one fails. */
    private void inLanes(CellId arbiter, List<TokenRecord> batch) {
        if (batch.isEmpty()) {
            return;
        }
        settlement.settle(arbiter, batch.getFirst(), settings.deadline());
        ConcurrentLinkedQueue<TokenRecord> rest = new ConcurrentLinkedQueue<>(batch.subList(1, batch.size()));
        ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(settings.concurrency());
        for (int lane = 0; lane < settings.concurrency(); lane++) {
            threads.newThread(() -> {
                        try {
                            for (TokenRecord next = rest.poll();
                                    next != null && failures.isEmpty();
                                    next = rest.poll()) {
                                settlement.settle(arbiter, next, settings.deadline());
                            }
                        } catch (RuntimeException e) {
                            failures.add(e);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        await(done);
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
