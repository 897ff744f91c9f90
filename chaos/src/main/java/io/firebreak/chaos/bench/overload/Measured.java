package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.load.Load;
import io.firebreak.chaos.bench.load.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What was counted and seen of the steps, before anybody judges it. */
record Measured(Steps steps, GoodputLog log, List<StepWatch.Seen> seen, Load load) {
    private static final double NANOS_PER_MICRO = 1e3;

    /**
     * All of it together.
     *
     * @param capacity requests per second
     * @param grown what router or cell held more of afterwards
     */
    Overload overload(double capacity, List<String> grown) {
        OptionalDouble recovery = log.timeline().recovery(steps.endOfOverload());
        return new Overload(
                capacity,
                results(),
                steps.highest(),
                recovery.isPresent() ? recovery.getAsDouble() : null,
                grown,
                load.cpu().toNanos() / NANOS_PER_MICRO / Math.max(1, load.good() + load.failed()));
    }

    private List<StepResult> results() {
        List<Tally.Figures> figures = log.figures();
        List<StepResult> results = new ArrayList<>();
        for (int step = 0; step < figures.size(); step++) {
            results.add(StepResult.of(steps.all().get(step), figures.get(step), seen.get(step)));
        }
        return results;
    }

    /** Writes the curve; the names of the files. */
    List<String> write(Path directory, Overload overload) throws IOException {
        return GoodputFiles.write(directory, overload, steps, log.timeline()).stream()
                .map(Path::toString)
                .toList();
    }
}
