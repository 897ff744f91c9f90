package io.firebreak.cell.audit;

import io.firebreak.cell.settings.CellSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records refused calls a moment later, many in one statement: nothing was changed, so no transaction has to hold them, and
 * nobody waits for them. What does not fit, or what the database does not take, is counted.
 */
@Component
class RefusalRecorder {
    private static final Logger log = LoggerFactory.getLogger(RefusalRecorder.class);

    private final AuditStore store;
    private final WaitingRefusals waiting;
    private final Counter recorded;
    private final Counter dropped;
    private final Counter shed;

    RefusalRecorder(AuditStore store, MeterRegistry meters, CellSettings settings) {
        this.store = store;
        this.waiting = new WaitingRefusals(settings.audit().queue());
        this.recorded = counter(meters, "recorded");
        this.dropped = counter(meters, "dropped");
        this.shed = counter(meters, "shed");
    }

    private static Counter counter(MeterRegistry meters, String fate) {
        return Counter.builder("firebreak.audit.refusals")
                .description(
                        "Refused calls that would have changed something: recorded, dropped for lack of room, or shed unseen")
                .tag("fate", fate)
                .register(meters);
    }

    void offer(AuditEntry refusal) {
        if (!waiting.offer(refusal)) {
            dropped.increment();
        }
    }

    void shed() {
        shed.increment();
    }

    @Scheduled(fixedDelayString = "${firebreak.cell.audit.every}")
    @PreDestroy
    void flush() {
        List<AuditEntry> refusals = waiting.take();
        if (refusals.isEmpty()) {
            return;
        }
        try {
            store.write(refusals);
            recorded.increment(refusals.size());
        } catch (DataAccessException | TransactionException e) {
            dropped.increment(refusals.size());
            log.debug("{} refusals were not recorded", refusals.size(), e);
        }
    }
}
