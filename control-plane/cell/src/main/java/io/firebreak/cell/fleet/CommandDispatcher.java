package io.firebreak.cell.fleet;

import io.firebreak.cell.fleet.CommandQueue.Dispatch;
import io.firebreak.cell.wire.OutageLog;
import io.firebreak.telemetry.Tracing;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sends what this node has committed to the hosts, batch by batch, on one thread. */
@Component
class CommandDispatcher implements SmartLifecycle {
    private final CommandQueue queue;
    private final Fleet fleet;
    private final Tracing tracing;
    private final ThreadFactory threads;
    private final OutageLog outage = new OutageLog("Sending commands to the fleet");
    private volatile @Nullable Thread sender;

    CommandDispatcher(CommandQueue queue, Fleet fleet, Tracing tracing, ThreadFactory threads) {
        this.queue = queue;
        this.fleet = fleet;
        this.tracing = tracing;
        this.threads = threads;
    }

    @Override
    public void start() {
        Thread thread = threads.newThread(this::sendUntilInterrupted);
        sender = thread;
        thread.start();
    }

    private void sendUntilInterrupted() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Dispatch next = queue.take();
                outage.attempt(() -> tracing.shared("dispatch", next.askedBy(), () -> fleet.send(next.batch())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread thread = sender;
        if (thread != null) {
            thread.interrupt();
            sender = null;
        }
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }

    /** Starts before the web server and stops after it, so that what the last calls committed is sent at once. */
    @Override
    public int getPhase() {
        return 0;
    }
}
