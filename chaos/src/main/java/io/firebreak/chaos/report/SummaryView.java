package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A summary in words: what its templates print. */
record SummaryView(String startedAt, String headline, List<Row> rows) {

    /** One game day on one architecture. */
    record Row(
            String name,
            String gameday,
            String architecture,
            String predicted,
            String measured,
            String jaccard,
            String ownedPredicted,
            String owned,
            String recovered,
            String promises,
            String verdict,
            String verdictClass,
            String why) {}

    static SummaryView of(RunSummary summary) {
        return new SummaryView(
                summary.startedAt(),
                "%d game days: measured agrees with predicted in %d, disagrees in %d, no verdict in %d. Broken promises: %d."
                        .formatted(
                                summary.agrees() + summary.disagrees() + summary.none(),
                                summary.agrees(),
                                summary.disagrees(),
                                summary.none(),
                                summary.brokenPromises()),
                summary.gamedays().stream().map(SummaryView::row).toList());
    }

    private static Row row(RunSummary.Line line) {
        List<String> against = Stream.concat(line.broken().stream(), line.overBudget().stream())
                .toList();
        return new Row(
                line.name(),
                line.gameday(),
                line.architecture().isEmpty() ? "–" : line.architecture(),
                percent(line.predicted()),
                percent(line.measured()),
                line.jaccard() == null ? "–" : Figures.ratio(line.jaccard()),
                percent(line.ownedPredicted()),
                percent(line.owned()),
                line.measured() == null ? "–" : Figures.seconds(line.recoverySeconds()),
                line.measured() == null ? "–" : against.isEmpty() ? "kept" : String.join("; ", against),
                line.verdict().word(),
                line.verdict().word(),
                line.verdict() == Verdict.AGREES ? "" : line.why());
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "–" : Figures.percent(share);
    }
}
