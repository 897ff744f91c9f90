package io.firebreak.cell.reconcile;

import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.settings.CellSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/**
 * Deletes what is past its time: a bounded number of rows in a transaction, and a bounded number of transactions a turn,
 * which is more than a cell launches in that time.
 */
@Component
class Clearing {
    private static final int BATCH = 500;
    /** With a turn a second, 5,000 tokens a second. */
    static final int MOST_BATCHES = 10;

    static final int MOST_A_TURN = BATCH * MOST_BATCHES;

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
        untilDone(() -> tokens.forgetExpired(BATCH));
        Instant terminatedBefore = clock.instant().minus(terminatedKeptFor);
        untilDone(() -> instances.forgetTerminated(terminatedBefore, BATCH));
    }

    private static void untilDone(IntSupplier batch) {
        for (int deleted = BATCH, batches = 0; deleted == BATCH && batches < MOST_BATCHES; batches++) {
            deleted = batch.getAsInt();
        }
    }
}
