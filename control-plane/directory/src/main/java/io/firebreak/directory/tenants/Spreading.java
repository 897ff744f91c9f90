package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.revision.Changes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Waits until the cells of a tenant hold a change of its keys or limits. Who waits holds no transaction and no connection. */
@Component
public class Spreading {
    /** Operators at work, not tenants: more than this many waiting calls at once is a script gone wrong. */
    private static final int MAX_WAITING = 64;

    private final Confirmations confirmations;
    private final Changes changes;
    private final InstantSource clock;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    Spreading(Confirmations confirmations, Changes changes, InstantSource clock) {
        this.confirmations = confirmations;
        this.changes = changes;
        this.clock = clock;
    }

    /** How far a version has come now. */
    public Spread of(TenantId tenant, long version) {
        return confirmations.spread(tenant, version);
    }

    /** How far a version has come when all cells hold it, the time is over or too many wait already. */
    public Spread await(TenantId tenant, long version, Duration atMost) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            return of(tenant, version);
        }
        try {
            return awaitUntil(tenant, version, clock.instant().plus(atMost));
        } finally {
            waiting.release();
        }
    }

    private Spread awaitUntil(TenantId tenant, long version, Instant deadline) throws InterruptedException {
        while (true) {
            long seen = changes.seen();
            Spread spread = of(tenant, version);
            Duration left = Duration.between(clock.instant(), deadline);
            if (spread.isEverywhere() || changes.isClosed() || !left.isPositive()) {
                return spread;
            }
            changes.awaitAfter(seen, left);
        }
    }
}
