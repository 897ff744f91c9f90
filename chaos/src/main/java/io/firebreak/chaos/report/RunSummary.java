package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.BudgetCheck;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several game days at a glance: the document of {@code summary.json}.
 *
 * @param agrees game days of which measured and predicted agree on every architecture
 * @param disagrees game days of which they do not
 * @param none game days without a verdict
 * @param brokenPromises over all of them
 * @param gamedays a line for each game day and architecture
 */
public record RunSummary(
        String startedAt, int agrees, int disagrees, int none, int brokenPromises, List<Line> gamedays) {
    public RunSummary {
        gamedays = List.copyOf(gamedays);
    }

    /**
     * One game day on one architecture; figures are null when no day of it was measured. Shares are 0 to 1.
     *
     * @param name of the game day's file, and of the directory with its report
     * @param predicted tenants below the SLO
     * @param ownedPredicted the same for intents bound to one cell
     * @param recoverySeconds null is never
     * @param broken promises found broken, a sentence each
     * @param overBudget limits of the file that were exceeded, in words
     * @param verdict of this architecture
     */
    public record Line(
            String name,
            String gameday,
            String architecture,
            @Nullable Double predicted,
            @Nullable Double measured,
            @Nullable Double absoluteError,
            @Nullable Double jaccard,
            @Nullable Double ownedPredicted,
            @Nullable Double owned,
            @Nullable Double recoverySeconds,
            List<String> broken,
            List<String> overBudget,
            Verdict verdict,
            String why) {
        public Line {
            broken = List.copyOf(broken);
            overBudget = List.copyOf(overBudget);
        }

        private static Line of(String name, CompareResult result, ArchitectureResult architecture) {
            return new Line(
                    name,
                    result.gameday(),
                    architecture.architecture(),
                    architecture.predicted().belowSlo(),
                    architecture.blastRadius().belowSlo(),
                    architecture.agreement().absoluteError(),
                    architecture.agreement().jaccard(),
                    architecture.owned().predicted(),
                    architecture.owned().belowSlo(),
                    architecture.recoverySeconds(),
                    architecture.broken(),
                    architecture.budget().stream()
                            .filter(check -> !check.held())
                            .map(Line::words)
                            .toList(),
                    architecture.verdict(),
                    architecture.why());
        }

        private static String words(BudgetCheck check) {
            return "%s %s: measured %s".formatted(check.figure(), check.limit(), Figures.ratio(check.measured()));
        }

        private static Line unmeasured(String name, CompareResult result) {
            return new Line(
                    name,
                    result.gameday(),
                    "",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    Verdict.NONE,
                    result.why());
        }
    }

    /**
     * The summary of some results.
     *
     * @param names of their files, in the same order
     */
    public static RunSummary of(List<String> names, List<CompareResult> results) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String name = names.get(i);
            CompareResult result = results.get(i);
            result.architectures().forEach(architecture -> lines.add(Line.of(name, result, architecture)));
            boolean isWhole = result.verdict() != Verdict.NONE
                    || result.architectures().stream().anyMatch(one -> one.verdict() == Verdict.NONE);
            if (!isWhole) {
                lines.add(Line.unmeasured(name, result));
            }
        }
        return new RunSummary(
                results.isEmpty() ? "" : results.getFirst().startedAt(),
                count(results, Verdict.AGREES),
                count(results, Verdict.DISAGREES),
                count(results, Verdict.NONE),
                lines.stream().mapToInt(line -> line.broken().size()).sum(),
                lines);
    }

    private static int count(List<CompareResult> results, Verdict verdict) {
        return (int)
                results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
