package io.firebreak.cell.commit;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the group commit of each kind of change. Kinds do not meet in one transaction, so none waits for another's locks. */
@Component
public class GroupCommits {
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final ThreadFactory threads;
    private final InstantSource clock;
    private final CellSettings settings;

    GroupCommits(
            TransactionTemplate transaction,
            MeterRegistry meters,
            Tracing tracing,
            ThreadFactory threads,
            InstantSource clock,
            CellSettings settings) {
        this.transaction = transaction;
        this.meters = meters;
        this.tracing = tracing;
        this.threads = threads;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A new one, with a queue and committers of its own.
     *
     * @param kind names the changes in metrics
     * @param key of a change; two of one key never meet in a transaction
     */
    public <C, R> GroupCommit<C, R> of(String kind, Function<C, Object> key, GroupWrite<C, R> write) {
        return new GroupCommit<>(
                new GroupTransaction<>(transaction, write),
                key,
                new CommitMeters(meters, kind),
                tracing,
                threads,
                clock,
                settings.commit());
    }
}
