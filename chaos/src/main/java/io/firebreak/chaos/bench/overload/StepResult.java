package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.load.Footprint;
import io.firebreak.chaos.bench.load.Tally;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step did.
 *
 * @param factor of the capacity
 * @param offered requests per second by the schedule
 * @param goodput requests per second that succeeded within the SLO
 * @param figures of all its requests
 * @param router what the router held shortly before the end of it, garbage included; null if it did not say
 * @param cell the same of the cell's node
 * @param processors how many each part kept busy
 */
record StepResult(
        double factor,
        double offered,
        double goodput,
        Tally.Figures figures,
        @Nullable Footprint router,
        @Nullable Footprint cell,
        Map<String, Double> processors) {
    /** The schedule of a step beside what was counted of it. */
    static StepResult of(LoadStep step, Tally.Figures figures, StepWatch.Seen seen) {
        return new StepResult(
                step.factor(),
                step.perSecond(),
                figures.good() * 1e9 / step.length().toNanos(),
                figures,
                seen.router(),
                seen.cell(),
                seen.processors());
    }

    /** Router and cell stand with their MiB of heap in use, connections and threads. */
    static final String HEAD = String.format(
            Locale.ROOT,
            "%5s %9s %9s %7s %8s %8s %8s %13s %13s  %s; %s",
            "load",
            "offered/s",
            "goodput/s",
            "good",
            "p50 ms",
            "p99 ms",
            "lag p99",
            "router",
            "cell",
            "answers",
            "processors");

    /** One line of a table under {@link #HEAD}. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%4.1f× %9.0f %9.0f %6.1f%% %8.1f %8.1f %8.1f %13s %13s  %s; %s",
                factor,
                offered,
                goodput,
                100.0 * figures.good() / Math.max(1, figures.requests()),
                figures.p50Millis(),
                figures.p99Millis(),
                figures.lagP99Millis(),
                held(router),
                held(cell),
                answers(figures.answers()),
                CpuUse.text(processors));
    }

    private static String held(@Nullable Footprint process) {
        return process == null
                ? "no answer"
                : "%d/%d/%d".formatted(process.heapBytes() >> 20, process.connections(), process.threads());
    }

    private static String answers(Map<String, Long> answers) {
        return answers.entrySet().stream()
                .map(answer -> answer.getValue() + " × " + answer.getKey())
                .collect(Collectors.joining(", "));
    }
}
