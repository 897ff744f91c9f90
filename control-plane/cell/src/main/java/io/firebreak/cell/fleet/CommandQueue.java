package io.firebreak.cell.fleet;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
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

    private final BlockingQueue<Due> waiting;
    private final Tracing tracing;

    /** @param askedBy the span that made it due, which may have ended by now */
    private record Due(HostCommand command, Span askedBy) {}

    /**
     * Commands that are sent in one call.
     *
     * @param askedBy the spans that made them due, each once; none when nothing is traced
     */
    record Dispatch(CommandBatch batch, List<Span> askedBy) {}

    CommandQueue(CellSettings settings, MeterRegistry meters, Tracing tracing) {
        this.tracing = tracing;
        this.waiting = new ArrayBlockingQueue<>(settings.reconcile().dispatchQueue());
        meters.gaugeCollectionSize("firebreak.dispatch.queue", List.of(), waiting);
    }

    /** To be called after the commit that made the commands due, never before. */
    public void offer(Collection<HostCommand> commands) {
        Span asking = Span.wrap(tracing.current().getSpanContext());
        for (HostCommand command : commands) {
            if (!waiting.offer(new Due(command, asking))) {
                return;
            }
        }
    }

    /** Waits for a command, and takes what else comes shortly after, up to one batch. */
    Dispatch take() throws InterruptedException {
        List<Due> batch = new ArrayList<>();
        batch.add(waiting.take());
        if (waiting.size() < CommandBatch.LARGEST - 1) {
            LockSupport.parkNanos(this, GATHERING_NANOS);
        }
        waiting.drainTo(batch, CommandBatch.LARGEST - 1);
        return new Dispatch(
                new CommandBatch(batch.stream().map(Due::command).toList()),
                tracing.isOn() ? batch.stream().map(Due::askedBy).distinct().toList() : List.of());
    }
}
