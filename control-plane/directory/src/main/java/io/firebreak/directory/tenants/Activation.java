package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.revision.Changes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Waits for new tenants to become active. Who waits holds no transaction and no connection. */
@Component
public class Activation {
    /** Operators at work, not tenants: more than this many waiting calls at once is a script gone wrong. */
    private static final int MAX_WAITING = 64;

    private final Tenants tenants;
    private final Changes changes;
    private final InstantSource clock;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    Activation(Tenants tenants, Changes changes, InstantSource clock) {
        this.tenants = tenants;
        this.changes = changes;
        this.clock = clock;
    }

    /** Those of the tenants that are still pending when all are active, the time is over or too many wait already. */
    public Set<TenantId> await(Collection<TenantId> created, Duration atMost) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            return tenants.pendingAmong(created);
        }
        try {
            return awaitUntil(created, clock.instant().plus(atMost));
        } finally {
            waiting.release();
        }
    }

    private Set<TenantId> awaitUntil(Collection<TenantId> created, Instant deadline) throws InterruptedException {
        while (true) {
            long seen = changes.seen();
            Set<TenantId> pending = tenants.pendingAmong(created);
            Duration left = Duration.between(clock.instant(), deadline);
            if (pending.isEmpty() || changes.isClosed() || !left.isPositive()) {
                return pending;
            }
            changes.awaitAfter(seen, left);
        }
    }
}
