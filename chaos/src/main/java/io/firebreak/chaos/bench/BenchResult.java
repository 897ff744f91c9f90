package io.firebreak.chaos.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench NAME --json} prints.
 *
 * @param details what has to be known to judge the figures, such as settings; empty if nothing has
 */
public record BenchResult(
        String benchmark, String machine, List<Run> runs, List<String> skipped, Map<String, Object> details) {
    public BenchResult {
        runs = List.copyOf(runs);
        skipped = List.copyOf(skipped);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * One figure.
     *
     * @param spread the least and greatest of the iterations
     * @param peer what stands beside it in the same run, or the limit it is held against
     * @param ratio ours and the peer's value, divided so that higher is better
     */
    public record Run(
            String name,
            double value,
            String unit,
            List<Double> spread,
            @Nullable String peer,
            @Nullable Double peerValue,
            @Nullable Double ratio) {
        public Run {
            spread = List.copyOf(spread);
        }
    }
}
