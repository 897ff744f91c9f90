package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.load.Footprint;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at router and cell once in each step, shortly before its end, on a thread of its own. */
final class StepWatch {
    /** Both are asked in this time, unless the machine is very busy. */
    private static final Duration BEFORE_THE_END = Duration.ofMillis(500);

    private final Steps steps;
    private final Watched router;
    private final Watched cell;
    private final Processors processors;
    private final NanoClock clock;
    private final long startNanos;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread thread = new Thread(this::look, "step watch");

    /**
     * What was seen of a step.
     *
     * @param router null if it did not answer
     * @param cell likewise
     * @param processors how many each part kept busy since the look at the step before
     */
    record Seen(@Nullable Footprint router, @Nullable Footprint cell, Map<String, Double> processors) {}

    private StepWatch(
            Steps steps, Watched router, Watched cell, Processors processors, NanoClock clock, long startNanos) {
        this.steps = steps;
        this.router = router;
        this.cell = cell;
        this.processors = processors;
        this.clock = clock;
        this.startNanos = startNanos;
        thread.setDaemon(true);
    }

    static StepWatch begin(
            Steps steps, Watched router, Watched cell, Processors processors, NanoClock clock, long startNanos) {
        StepWatch watch = new StepWatch(steps, router, cell, processors, clock, startNanos);
        watch.thread.start();
        return watch;
    }

    private void look() {
        CpuUse before = processors.now();
        for (int step = 1; step <= steps.all().size(); step++) {
            clock.waitUntil(startNanos + steps.begin(step).minus(BEFORE_THE_END).toNanos());
            CpuUse now = processors.now();
            seen.add(new Seen(held(router), held(cell), now.processorsSince(before)));
            before = now;
        }
    }

    private static @Nullable Footprint held(Watched process) {
        try {
            return process.now();
        } catch (IOException e) {
            return null;
        }
    }

    /** Of each step, when all are over. */
    List<Seen> seen() throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a load was watched", e);
        }
        return List.copyOf(seen);
    }
}
