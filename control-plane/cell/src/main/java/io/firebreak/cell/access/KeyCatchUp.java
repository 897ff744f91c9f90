package io.firebreak.cell.access;

import io.firebreak.cell.wire.OutageLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets a node that comes back serve only once it has learnt which keys were revoked meanwhile. It waits for that for a bounded
 * time: a region in which nobody can say must come up all the same. Then it serves what it knows, raises an alert
 * ({@code firebreak.access.stale}) and goes on asking.
 */
@Component
public class KeyCatchUp {
    private static final Logger log = LoggerFactory.getLogger(KeyCatchUp.class);

    /** What the region promises of a cell that comes back. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_TRIES_WHEN_STALE = Duration.ofSeconds(5);

    private final KeySources sources;
    private final AccessView view;
    private final InstantSource clock;
    private final OutageLog outage = new OutageLog("Learning which keys were revoked");
    private volatile State state = State.WAITING;
    private @Nullable Instant waitingSince;
    private Instant nextTry = Instant.MIN;

    private enum State {
        WAITING,
        CURRENT,
        STALE
    }

    KeyCatchUp(KeySources sources, AccessView view, InstantSource clock, MeterRegistry meters) {
        this.sources = sources;
        this.view = view;
        this.clock = clock;
        Gauge.builder("firebreak.access.stale", this, catchUp -> catchUp.isStale() ? 1 : 0)
                .description("1 while this node serves without having learnt which keys were revoked while it was away")
                .register(meters);
    }

    /** Whether this node serves by a record of keys that nobody has confirmed since it started. */
    public boolean isStale() {
        return state == State.STALE;
    }

    /** Whether somebody who knows has told this node of all its tenants since it started. */
    boolean isCurrent() {
        return state == State.CURRENT;
    }

    @Scheduled(fixedDelayString = "PT0.1S")
    void look() throws InterruptedException {
        if (state == State.CURRENT || !view.isRead()) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextTry) && !now.isBefore(nextTry.minus(BETWEEN_TRIES_WHEN_STALE))) {
            return;
        }
        if (waitingSince == null || waitingSince.isAfter(now)) {
            waitingSince = now;
        }
        Duration left = state == State.STALE ? PATIENCE : PATIENCE.minus(Duration.between(waitingSince, now));
        KeySources.Learnt learnt = ask(left);
        boolean outOfPatience = !clock.instant().isBefore(waitingSince.plus(PATIENCE));
        if (learnt.isAll()) {
            enter(State.CURRENT, learnt);
        } else if (state == State.STALE || outOfPatience || !learnt.someoneToAsk()) {
            enter(State.STALE, learnt);
            nextTry = clock.instant().plus(BETWEEN_TRIES_WHEN_STALE);
        }
    }

    private KeySources.Learnt ask(Duration atMost) throws InterruptedException {
        try {
            KeySources.Learnt learnt = sources.ask(atMost);
            outage.worked();
            return learnt;
        } catch (RuntimeException failure) {
            outage.failed(failure);
            int tenants = view.tenants().size();
            return new KeySources.Learnt(tenants, tenants, true);
        }
    }

    private void enter(State next, KeySources.Learnt learnt) {
        if (next == State.STALE && state != State.STALE) {
            log.warn(
                    "Neither the directory (firebreak.cell.directory-url) nor another cell says which keys were revoked"
                            + " while this node was away, for {} of {} tenants; it serves by the keys it knows and goes on asking",
                    learnt.open(),
                    learnt.tenants());
        }
        if (next == State.CURRENT && state == State.STALE) {
            log.info("The keys of all {} tenants are known to be current", learnt.tenants());
        }
        state = next;
        view.open();
    }
}
