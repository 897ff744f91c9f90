package io.firebreak.directory.wiring;

import io.firebreak.directory.revision.Changes;
import io.firebreak.directory.table.TablePublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends all long polls and waiting creations when the process is asked to stop, before the web server waits for its requests. */
@Component
class WaitRelease implements SmartLifecycle {
    private final TablePublisher publisher;
    private final Changes changes;
    private volatile boolean running;

    WaitRelease(TablePublisher publisher, Changes changes) {
        this.publisher = publisher;
        this.changes = changes;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        publisher.releaseWaiting();
        changes.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start is the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
