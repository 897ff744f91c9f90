package io.firebreak.chaos.bench.fairness;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.load.Slo;
import io.firebreak.chaos.bench.load.Tally.Figures;
import io.firebreak.chaos.region.Architecture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one architecture did.
 *
 * @param quiet the other tenants before the flood
 * @param flood the other tenants in the flood
 * @param flooder the one that sent too much
 * @param floodAsked how many requests the flood should have had
 * @param quietP99 the others' 99th percentile of each round before its flood, in milliseconds
 * @param floodP99 the same in the floods
 */
record Fairness(
        Architecture architecture,
        Figures quiet,
        Figures flood,
        Figures flooder,
        long floodAsked,
        List<Double> quietP99,
        List<Double> floodP99) {
    /** The others' p99 may grow less than this. */
    static final double LARGEST_GROWTH = 2;

    /** With less of the flood sent there was no such flood. */
    private static final double LEAST_OF_FLOOD = 0.9;

    Fairness {
        quietP99 = List.copyOf(quietP99);
        floodP99 = List.copyOf(floodP99);
    }

    /** How many times the others' p99 was what it was before. */
    double growth() {
        return flood.p99Millis() / Math.max(quiet.p99Millis(), Double.MIN_NORMAL);
    }

    /** What was not kept, or why there is no verdict. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (!quiet.isOnSchedule() || !flood.isOnSchedule()) {
            broken.add(
                    "%s: no verdict, 99 of 100 requests of the others were sent %.0f ms late before the flood and %.0f ms in it; %d ms are allowed"
                            .formatted(
                                    architecture,
                                    quiet.lagP99Millis(),
                                    flood.lagP99Millis(),
                                    Slo.LONGEST_LAG.toMillis()));
        }
        if (flooder.requests() < LEAST_OF_FLOOD * floodAsked) {
            broken.add("%s: no verdict, of %d requests of the flood only %d were sent"
                    .formatted(architecture, floodAsked, flooder.requests()));
        }
        if (flooder.refused() == 0) {
            broken.add("%s: no verdict, nothing of the flood was refused".formatted(architecture));
        }
        if (quiet.refused() + flood.refused() > 0) {
            broken.add("%s: of the others' requests %d did not succeed before the flood and %d in it; none is promised"
                    .formatted(architecture, quiet.refused(), flood.refused()));
        }
        if (growth() >= LARGEST_GROWTH) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s: the others' p99 grew %.2f times, under %.0f is promised",
                    architecture,
                    growth(),
                    LARGEST_GROWTH));
        }
        return broken;
    }

    List<Run> runs() {
        return List.of(
                during("p50", quiet.p50Millis(), flood.p50Millis()),
                new Run(
                        "%s: p99 of the others in the flood".formatted(architecture),
                        flood.p99Millis(),
                        "ms",
                        List.of(Collections.min(floodP99), Collections.max(floodP99)),
                        "before it",
                        quiet.p99Millis(),
                        quiet.p99Millis() / flood.p99Millis()),
                during("p99.9", quiet.p999Millis(), flood.p999Millis()),
                Run.once(architecture + ": requests of the others that failed", (double) flood.refused(), ""),
                Run.once(architecture + ": requests of the flood that were refused", (double) flooder.refused(), ""));
    }

    private Run during(String percentile, double before, double during) {
        return Run.atMost(
                "%s: %s of the others in the flood".formatted(architecture, percentile),
                during,
                "ms",
                "before it",
                before);
    }

    /** One line of a table, whose head is {@link #HEAD}. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%-9s %6.1f %6.1f %7.1f %7.1f %7.1f %7.1f %6.2f %8d %7.0f  %s",
                architecture,
                quiet.p50Millis(),
                flood.p50Millis(),
                quiet.p99Millis(),
                flood.p99Millis(),
                quiet.p999Millis(),
                flood.p999Millis(),
                growth(),
                quiet.refused() + flood.refused(),
                Math.max(quiet.lagP99Millis(), flood.lagP99Millis()),
                answers(flooder.answers()));
    }

    /** Pairs are before and in the flood, all in milliseconds. */
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-9s %13s %15s %15s %6s %8s %7s  %s",
            "",
            "others' p50",
            "p99",
            "p99.9",
            "p99 x",
            "failed",
            "lag p99",
            "the flood was answered");

    private static String answers(Map<String, Long> answers) {
        return answers.entrySet().stream()
                .map(answer -> answer.getValue() + " × " + answer.getKey())
                .collect(Collectors.joining(", "));
    }
}
