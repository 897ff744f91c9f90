package io.firebreak.chaos.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code bench NAME --json} prints. */
record BenchResult(String benchmark, String machine, List<Run> runs, List<String> skipped) {
    BenchResult {
        runs = List.copyOf(runs);
        skipped = List.copyOf(skipped);
    }

    /**
     * One figure.
     *
     * @param spread the least and greatest of the iterations
     * @param peer what stands beside it in the same run, or the limit it is held against
     * @param ratio the peer's value divided by ours: higher is better
     */
    record Run(
            String name,
            double value,
            String unit,
            List<Double> spread,
            @Nullable String peer,
            @Nullable Double peerValue,
            @Nullable Double ratio) {
        Run {
            spread = List.copyOf(spread);
        }
    }
}
