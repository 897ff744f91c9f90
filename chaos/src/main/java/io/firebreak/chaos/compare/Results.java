package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.BudgetCheck;
import io.firebreak.chaos.measure.Capacity;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.Generator;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.measure.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Joins what the architectures showed into one result, and says whether it passes. */
final class Results {
    private Results() {}

    static CompareResult of(Study study, List<ArchitectureResult> architectures, String startedAt) {
        GameDay gameDay = study.gameDay();
        GameDay.RegionShape region = gameDay.region();
        Verdict verdict = verdict(architectures);
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
                why(architectures, verdict),
                study.seeds(),
                study.command(),
                startedAt,
                gameDay.hypothesis().absoluteError().limit());
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
