package io.firebreak.chaos.compare;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone when the program ends, however it ends. Steps run once, the last one first: on {@link #close}, or
 * when the program is told to stop.
 */
final class Rollback implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Thread onExit = new Thread(this::end, "rollback");
    private volatile boolean begun;

    Rollback() {
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    void add(Runnable step) {
        synchronized (steps) {
            steps.push(step);
        }
    }

    /** Undoes one step now, unless that has been done. */
    void undo(Runnable step) {
        synchronized (steps) {
            if (steps.remove(step)) {
                step.run();
            }
        }
    }

    /** Whether the program was told to stop: whatever fails from now on fails because of that. */
    boolean hasBegun() {
        return begun;
    }

    private void end() {
        begun = true;
        undo();
    }

    @Override
    public void close() {
        undo();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException _) {
            // The program is ending, and the hook found nothing left to do.
        }
    }

    private void undo() {
        synchronized (steps) {
            while (!steps.isEmpty()) {
                steps.pop().run();
            }
        }
    }
}
