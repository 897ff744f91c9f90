package io.firebreak.cell.audit;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.wire.OutageLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes entries that have been kept long enough, a bounded number at a time. Every node may: none waits for another. */
@Component
class AuditTrimming {
    private static final int BATCH = 1_000;
    /** With a turn a minute, 1,600 entries a second: more than a cell is asked for, day and night. */
    private static final int MOST_BATCHES = 100;

    private final AuditStore store;
    private final InstantSource clock;
    private final Duration keptFor;
    private final OutageLog outage = new OutageLog("Trimming the audit log");

    AuditTrimming(AuditStore store, InstantSource clock, CellSettings settings) {
        this.store = store;
        this.clock = clock;
        this.keptFor = settings.audit().keptFor();
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1m")
    void trimAndLog() {
        outage.attempt(this::trim);
    }

    void trim() {
        Instant before = clock.instant().minus(keptFor);
        for (int deleted = BATCH, batches = 0; deleted == BATCH && batches < MOST_BATCHES; batches++) {
            deleted = store.trim(before, BATCH);
        }
    }
}
