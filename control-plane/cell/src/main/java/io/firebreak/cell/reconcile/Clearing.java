package io.firebreak.cell.reconcile;

import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.settings.CellSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Deletes what is past its time, a bounded number of rows at once. */
@Component
class Clearing {
    private static final int BATCH = 500;

    private final ClientTokens tokens;
    private final InstanceStore instances;
    private final InstantSource clock;
    private final Duration terminatedKeptFor;

    Clearing(ClientTokens tokens, InstanceStore instances, InstantSource clock, CellSettings settings) {
        this.tokens = tokens;
        this.instances = instances;
        this.clock = clock;
        this.terminatedKeptFor = settings.reconcile().terminatedKeptFor();
    }

    void clear() {
        tokens.forgetExpired(BATCH);
        instances.forgetTerminated(clock.instant().minus(terminatedKeptFor), BATCH);
    }
}
