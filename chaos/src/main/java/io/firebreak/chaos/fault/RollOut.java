package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionControl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A bad version on its way through the cells, until a gate halts it, all have it, or it is called off. It rolls back the cell
 * that a gate was closed for, as the roll-out of a good tool would; what else was deployed is for its owner to roll back.
 */
final class RollOut {
    /** What makes a node a bad version. */
    static final String ERRORS = "firebreak.chaos.errors";

    private static final long POLL_NANOS = 100_000_000L;

    private final RollOutPlan plan;
    private final RegionControl control;
    private final CallCounts counts;
    private final NanoClock clock;
    private final Progress progress;
    private volatile boolean calledOff;

    /** Where a gate learns what became of a cell's calls. */
    @FunctionalInterface
    interface CallCounts {
        BakeGate.Calls of(CellId cell) throws IOException, InterruptedException;
    }

    RollOut(RollOutPlan plan, RegionControl control, CallCounts counts, NanoClock clock, Progress progress) {
        this.plan = plan;
        this.control = control;
        this.counts = counts;
        this.clock = clock;
        this.progress = progress;
    }

    /** Goes through the cells on a thread of its own; completed when it deploys nothing any more. */
    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    /** From now on no other cell is deployed. */
    void callOff() {
        calledOff = true;
    }

    void run() throws IOException, InterruptedException {
        for (RollOutPlan.Stage stage : plan.stages()) {
            if (calledOff) {
                return;
            }
            progress.report("the bad version goes to " + stage.cell());
            control.deploy(stage.nodes(), Map.of(ERRORS, Double.toString(plan.errors())));
            if (!awaitReady(stage.nodes()) || !bakes(stage)) {
                return;
            }
        }
    }

    /** Whether the next cell may have it. */
    private boolean bakes(RollOutPlan.Stage stage) throws IOException, InterruptedException {
        BakeGate.Calls before = plan.gate() ? counts.of(stage.cell()) : new BakeGate.Calls(0, 0);
        if (!waits(plan.bake())) {
            return false;
        }
        if (!plan.gate()) {
            return true;
        }
        BakeGate.Calls calls = counts.of(stage.cell()).since(before);
        if (BakeGate.opensFor(calls)) {
            return true;
        }
        progress.report("the gate halts the roll-out: in %s %s (%s); it is rolled back"
                .formatted(stage.cell(), calls, BakeGate.rule()));
        control.rollBack(stage.nodes());
        return false;
    }

    private boolean awaitReady(List<ProcessName> nodes) {
        while (!calledOff) {
            boolean ready = control.processes().stream()
                    .filter(process -> nodes.contains(process.name()))
                    .allMatch(process -> process.state() == ProcessState.READY);
            if (ready) {
                return true;
            }
            clock.waitUntil(clock.nanos() + POLL_NANOS);
        }
        return false;
    }

    private boolean waits(Duration time) {
        long end = clock.nanos() + time.toNanos();
        while (!calledOff && clock.nanos() < end) {
            clock.waitUntil(Math.min(end, clock.nanos() + POLL_NANOS));
        }
        return !calledOff;
    }
}
