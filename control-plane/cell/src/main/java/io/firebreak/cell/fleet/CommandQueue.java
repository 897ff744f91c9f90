package io.firebreak.cell.fleet;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.HostCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Committed commands on their way to the hosts. It holds nothing of value: a command that does not fit, is lost with
 * the node, or meets a fleet that does not answer stays due in the database, and the leader sends it again.
 */
@Component
public class CommandQueue {
    /** A boot takes seconds; so a call is not sent with one command when it could carry the fifty of this time. */
    private static final long GATHERING_NANOS = Duration.ofMillis(10).toNanos();

    private final BlockingQueue<HostCommand> waiting;

    CommandQueue(CellSettings settings, MeterRegistry meters) {
        this.waiting = new ArrayBlockingQueue<>(settings.reconcile().dispatchQueue());
        meters.gaugeCollectionSize("firebreak.dispatch.queue", List.of(), waiting);
    }

    /** To be called after the commit that made the commands due, never before. */
    public void offer(Collection<HostCommand> commands) {
        for (HostCommand command : commands) {
            if (!waiting.offer(command)) {
                return;
            }
        }
    }

    /** Waits for a command, and takes what else comes shortly after, up to one batch. */
    CommandBatch take() throws InterruptedException {
        List<HostCommand> batch = new ArrayList<>();
        batch.add(waiting.take());
        if (waiting.size() < CommandBatch.LARGEST - 1) {
            LockSupport.parkNanos(this, GATHERING_NANOS);
        }
        waiting.drainTo(batch, CommandBatch.LARGEST - 1);
        return new CommandBatch(batch);
    }
}
