package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.BudgetCheck;
import io.firebreak.chaos.measure.Capacity;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.FailedDay;
import io.firebreak.chaos.measure.Generator;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.measure.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins what the architectures showed into one result, and says whether it passes. */
final class Results {
    private Results() {}

    /**
     * The result of a study.
     *
     * @param failed days of which nothing is known
     * @param missing what has not been run yet, in words
     */
    static CompareResult of(
            Study study,
            List<ArchitectureResult> architectures,
            List<FailedDay> failed,
            List<String> missing,
            String startedAt) {
        GameDay gameDay = study.gameDay();
        GameDay.RegionShape region = gameDay.region();
        boolean whole = failed.isEmpty() && missing.isEmpty();
        Verdict verdict = whole ? verdict(architectures) : Verdict.NONE;
        return new CompareResult(
                gameDay.title(),
                study.seeds().size(),
                region.tenants(),
                Slo.of(gameDay),
                new Capacity(region.cells() * region.nodesPerCell(), region.cells() * region.hostsPerCell()),
                architectures,
                architectures.stream()
                        .flatMap(architecture -> architecture.days().stream())
                        .map(DayResult::generator)
                        .reduce(Generator.IDLE, Generator::and),
                verdict,
                whole ? why(architectures, verdict) : whyNone(failed, missing),
                study.seeds(),
                study.command(),
                startedAt,
                gameDay.hypothesis().absoluteError().limit(),
                failed);
    }

    private static String whyNone(List<FailedDay> failed, List<String> missing) {
        return Stream.concat(
                        failed.stream()
                                .map(day -> "%s: the day of seed %d failed: %s"
                                        .formatted(day.architecture(), day.seed(), day.why())),
                        missing.stream())
                .collect(Collectors.joining("; "));
    }

    /** The weakest of the architectures' verdicts: what cannot speak silences the rest. */
    private static Verdict verdict(List<ArchitectureResult> architectures) {
        return architectures.stream()
                .map(ArchitectureResult::verdict)
                .max(Verdict::compareTo)
                .orElse(Verdict.NONE);
    }

    private static String why(List<ArchitectureResult> architectures, Verdict verdict) {
        return architectures.stream()
                .filter(architecture -> architecture.verdict() == verdict)
                .map(architecture -> architecture.architecture() + ": " + architecture.why())
                .collect(Collectors.joining("; "));
    }

    /** Whether measured and predicted agree, every promise held, and every budget was kept. */
    static boolean passes(CompareResult result) {
        return result.verdict() == Verdict.AGREES
                && result.architectures().stream()
                        .allMatch(architecture -> architecture.broken().isEmpty()
                                && architecture.budget().stream().allMatch(BudgetCheck::held));
    }
}
