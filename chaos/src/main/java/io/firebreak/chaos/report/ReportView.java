package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.FaultSpan;
import io.firebreak.chaos.measure.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A result in words: what the templates print, each figure already with its unit. */
record ReportView(
        String gameday,
        String headline,
        String verdict,
        String verdictClass,
        String why,
        String command,
        String startedAt,
        String tried,
        String slo,
        String expected,
        String generator,
        List<ArchitectureView> architectures) {

    static ReportView of(CompareResult result) {
        return new ReportView(
                result.gameday(),
                headline(result),
                verdict(result.verdict()),
                result.verdict().word(),
                result.why(),
                result.command(),
                result.startedAt(),
                tried(result),
                "At least %s of a tenant's requests succeed within %s of the moment they were due."
                        .formatted(
                                Figures.percent(result.slo().availability()),
                                Figures.millis(result.slo().latencyMillis())),
                ("Measured and predicted shares lie within %s of each other. Predicted is computed before the fault, from the"
                                + " cells each tenant is really mapped to: a tenant falls below its SLO when every one of"
                                + " its cells is hit.")
                        .formatted(Figures.percent(result.hypothesis())),
                "p99 of its lag behind the schedule %s, %d starts dropped"
                        .formatted(
                                Figures.millis(result.generator().scheduleLagP99Millis()),
                                result.generator().dropped()),
                result.architectures().stream().map(ArchitectureView::of).toList());
    }

    /** Name of an architecture with what it means, for a reader who never saw the project. */
    static String inWords(ArchitectureResult architecture) {
        return switch (architecture.architecture()) {
            case "regional" -> "one regional cluster";
            case "cellular" -> architecture.cells() + " cells";
            case "shuffle" ->
                "shuffle shards of %d of %d cells".formatted(architecture.shardSize(), architecture.cells());
            default -> architecture.architecture();
        };
    }

    private static String headline(CompareResult result) {
        return result.architectures().isEmpty() ? "No day was measured." : belowSlo(result);
    }

    private static String belowSlo(CompareResult result) {
        return result.architectures().stream()
                .map(architecture -> "%s with %s"
                        .formatted(Figures.percent(architecture.blastRadius().belowSlo()), inWords(architecture)))
                .collect(Collectors.joining(", ", "Tenants below their SLO: ", "."));
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case AGREES -> "Measured agrees with predicted";
            case DISAGREES -> "Measured disagrees with predicted";
            case NONE -> "No verdict";
        };
    }

    private static String tried(CompareResult result) {
        String faults = result.architectures().stream()
                .flatMap(architecture -> architecture.days().stream())
                .limit(1)
                .map(DayResult::faults)
                .flatMap(List::stream)
                .map(ReportView::fault)
                .collect(Collectors.joining("; "));
        return ("%d tenants launched, listed, described and terminated instances against %d nodes and %s hosts of a control plane"
                        + " running as real processes with real databases. Then, while they went on: %s.%s%s")
                .formatted(
                        result.tenants(),
                        result.capacity().nodes(),
                        Figures.count(result.capacity().hosts()),
                        faults.isEmpty() ? "nothing was broken" : faults,
                        result.architectures().size() == 1
                                ? ""
                                : " The same day was run on each architecture with the same number of nodes and hosts.",
                        result.seeds() == 1 ? "" : " It was repeated with %d seeds.".formatted(result.seeds()));
    }

    private static String fault(FaultSpan fault) {
        return String.format(
                Locale.ROOT, "%s for %.0f s", description(fault.kind()), fault.toSeconds() - fault.fromSeconds());
    }

    private static String description(String kind) {
        return switch (kind) {
            case "poison-tenant" -> "one tenant sent requests that crash every node that serves them, and retried them";
            case "kill-cell" -> "all nodes of one cell were killed and kept dead";
            case "kill-shard" -> "all nodes of every cell of one tenant's shard were killed and kept dead";
            case "kill-node" -> "one node was killed and kept dead";
            default -> "the fault " + kind;
        };
    }
}
