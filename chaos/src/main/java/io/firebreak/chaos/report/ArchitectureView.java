package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.BlastRadius;
import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.Interval;
import io.firebreak.chaos.measure.LatencyMillis;
import io.firebreak.chaos.measure.Owned;
import io.firebreak.chaos.measure.PhaseMeasure;
import io.firebreak.chaos.measure.Severity;
import io.firebreak.chaos.measure.Staleness;
import io.firebreak.chaos.measure.TenantDay;
import io.firebreak.chaos.measure.TenantPhase;
import io.firebreak.chaos.measure.WorstPair;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One architecture in words and pictures. Bars are in percent of the width. */
record ArchitectureView(
        String name,
        String inWords,
        String measured,
        String predicted,
        String jaccard,
        double measuredBar,
        double predictedBar,
        String interval,
        String severity,
        String requests,
        String weighted,
        String error,
        String owned,
        String availability,
        String worst,
        String latency,
        String detect,
        String contain,
        String recover,
        String tenantSecondsLost,
        String audit,
        String partialLists,
        String staleLists,
        String worstPair,
        List<PhaseView> phases,
        String verdict,
        String why,
        List<String> broken,
        List<String> budget,
        List<DayView> days) {

    /** One run: its picture, who differed from the prediction, and every tenant. */
    record DayView(
            long seed, String faults, String heatMap, String unpredicted, String spared, List<TenantView> tenants) {}

    /** One row of the table of tenants. */
    record TenantView(
            String tenant,
            String cells,
            String outcome,
            String goodShare,
            long intents,
            String predicted,
            String ownedGood,
            String phasesInWords) {}

    /** One row of the table of phases. */
    record PhaseView(String architecture, String phase, String intents, String availability, String latency) {}

    static ArchitectureView of(ArchitectureResult result) {
        return new ArchitectureView(
                result.architecture(),
                ReportView.inWords(result),
                Figures.percent(result.blastRadius().belowSlo()),
                Figures.percent(result.predicted().belowSlo()),
                Figures.ratio(result.agreement().jaccard()),
                result.blastRadius().belowSlo() * 100,
                result.predicted().belowSlo() * 100,
                interval(result.blastRadius().interval()),
                severity(result.blastRadius()),
                "%s (late %s)"
                        .formatted(
                                Figures.percent(result.blastRadius().requests()),
                                Figures.percent(result.blastRadius().late())),
                Figures.percent(result.blastRadius().weighted()),
                with(
                        Figures.percent(result.agreement().meanAbsoluteError()),
                        result.agreement().interval()),
                owned(result.owned()),
                Figures.availability(result.availability()),
                worst(result),
                "%s / %s"
                        .formatted(
                                Figures.millis(result.latencyMillis().p50()),
                                Figures.millis(result.latencyMillis().p99())),
                Figures.seconds(result.detectSeconds()),
                result.containSeconds() == null ? "nobody was hit" : Figures.seconds(result.containSeconds()),
                Figures.seconds(result.recoverySeconds()),
                Figures.count(Math.round(result.tenantSecondsLost())),
                "%d / %d / %d / %d"
                        .formatted(
                                result.lostInstances(),
                                result.duplicateInstances(),
                                result.overcommittedHosts(),
                                result.unsettledTokens()),
                Figures.count(result.partialLists()),
                stale(result.staleness()),
                worstPair(result.worstPair()),
                result.phases().stream().map(phase -> phase(result, phase)).toList(),
                result.verdict().word(),
                result.why(),
                result.broken(),
                result.budget().stream()
                        .map(check -> "%s %s: measured %s, %s"
                                .formatted(
                                        check.figure(),
                                        check.limit(),
                                        Figures.ratio(check.measured()),
                                        check.held() ? "held" : "exceeded"))
                        .toList(),
                result.days().stream().map(day -> day(result, day)).toList());
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null
                ? ""
                : "95 %% interval %s to %s"
                        .formatted(Figures.percent(interval.low()), Figures.percent(interval.high()));
    }

    private static String severity(BlastRadius radius) {
        return "%s / %s / %s"
                .formatted(
                        Figures.percent(radius.slow()),
                        Figures.percent(radius.failing()),
                        Figures.percent(radius.down()));
    }

    private static String owned(Owned owned) {
        String figure =
                "%s (predicted %s)".formatted(Figures.percent(owned.belowSlo()), Figures.percent(owned.predicted()));
        return with(figure, owned.interval());
    }

    /** A figure and its interval, where there is one. */
    private static String with(String figure, @Nullable Interval interval) {
        return interval == null
                ? figure
                : "%s, %s to %s".formatted(figure, Figures.percent(interval.low()), Figures.percent(interval.high()));
    }

    private static String stale(Staleness staleness) {
        return "%s of %s%s"
                .formatted(
                        Figures.count(staleness.stale()),
                        Figures.count(staleness.lists()),
                        staleness.stale() == 0 ? "" : ", oldest " + Figures.seconds(staleness.oldestSeconds()));
    }

    private static String worstPair(@Nullable WorstPair pair) {
        return pair == null
                ? "one cell"
                : "%s (%s)".formatted(Figures.percent(pair.share()), String.join(", ", pair.cells()));
    }

    private static PhaseView phase(ArchitectureResult result, PhaseMeasure phase) {
        LatencyMillis latency = phase.latencyMillis();
        return new PhaseView(
                ReportView.inWords(result),
                phase.phase(),
                Figures.count(phase.intents()),
                phase.intents() == 0 ? "–" : Figures.availability(phase.availability()),
                "%s / %s / %s"
                        .formatted(
                                Figures.millis(latency.p50()),
                                Figures.millis(latency.p99()),
                                Figures.millis(latency.p999())));
    }

    private static String worst(ArchitectureResult result) {
        return result.worstTenant() == null
                ? "none scored"
                : "%s (%s)".formatted(Figures.percent(result.worstTenantAvailability()), result.worstTenant());
    }

    private static DayView day(ArchitectureResult result, DayResult day) {
        String title = "Good share of each tenant's requests per second, %s, seed %d: %d tenants below SLO"
                .formatted(
                        ReportView.inWords(result), day.seed(), day.measured().size());
        return new DayView(
                day.seed(),
                day.faults().stream()
                        .map(fault -> "%s: %s".formatted(fault.kind(), fault.target()))
                        .collect(Collectors.joining("; ")),
                HeatMap.of(day, title),
                difference(day.measured(), day.predicted()),
                difference(day.predicted(), day.measured()),
                day.tenants().stream().map(ArchitectureView::tenant).toList());
    }

    private static String difference(List<String> from, List<String> without) {
        Set<String> rest = new TreeSet<>(from);
        without.forEach(rest::remove);
        return rest.isEmpty() ? "none" : String.join(", ", rest);
    }

    private static TenantView tenant(TenantDay tenant) {
        return new TenantView(
                tenant.tenant(),
                String.join(", ", tenant.cells()),
                switch (tenant.outcome()) {
                    case IN_SLO -> "in SLO";
                    case BELOW_SLO -> tenant.severity() == Severity.SLOW ? "slow" : "below SLO";
                    case DOWN -> "down";
                    case NO_DATA -> "no data";
                    case LEFT_OUT -> "triggers the fault, not scored";
                },
                tenant.intents() == 0 ? "–" : Figures.percent(tenant.goodShare()),
                tenant.intents(),
                tenant.predicted() ? "below SLO" : "in SLO",
                tenant.ownedIntents() == 0
                        ? "–"
                        : "%s of %d".formatted(Figures.percent(tenant.ownedGoodShare()), tenant.ownedIntents()),
                tenant.phases().stream().map(ArchitectureView::words).collect(Collectors.joining(" · ")));
    }

    private static String words(TenantPhase phase) {
        return phase.intents() == 0
                ? "–"
                : "%s, %s"
                        .formatted(
                                Figures.percent((double) phase.good() / phase.intents()),
                                Figures.millis(phase.p50Millis()));
    }
}
