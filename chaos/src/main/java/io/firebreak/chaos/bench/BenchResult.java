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
 * @param table the figures side by side, for a person; empty where the list of them says enough
 * @param broken the bounds that were not kept, and why there is no verdict where there is none; empty if all is well
 */
public record BenchResult(
        String benchmark,
        String machine,
        List<Run> runs,
        List<String> skipped,
        Map<String, Object> details,
        List<String> table,
        List<String> broken) {
    public BenchResult {
        runs = List.copyOf(runs);
        skipped = List.copyOf(skipped);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        table = List.copyOf(table);
        broken = List.copyOf(broken);
    }

    /** Figures that are held against no bound. */
    public BenchResult(
            String benchmark, String machine, List<Run> runs, List<String> skipped, Map<String, Object> details) {
        this(benchmark, machine, runs, skipped, details, List.of(), List.of());
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

        /** A figure measured once, beside nothing. */
        public static Run once(String name, double value, String unit) {
            return new Run(name, value, unit, List.of(value, value), null, null, null);
        }

        /** A figure measured once beside another, of which less is better. */
        public static Run atMost(String name, double value, String unit, String peer, double peerValue) {
            return new Run(name, value, unit, List.of(value, value), peer, peerValue, peerValue / value);
        }

        /** A figure measured once beside another, of which more is better. */
        public static Run atLeast(String name, double value, String unit, String peer, double peerValue) {
            return new Run(name, value, unit, List.of(value, value), peer, peerValue, value / peerValue);
        }
    }
}
