package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.Interval;
import io.firebreak.chaos.measure.TenantDay;
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
        String down,
        String owned,
        String availability,
        String worst,
        String latency,
        String detect,
        String recover,
        String tenantSecondsLost,
        String audit,
        String partialLists,
        String verdict,
        String why,
        List<String> broken,
        List<String> budget,
        List<DayView> days) {

    /** One run: its picture, who differed from the prediction, and every tenant. */
    record DayView(
            long seed, String faults, String heatMap, String unpredicted, String spared, List<TenantView> tenants) {}

    /** One row of the table of tenants. */
    record TenantView(String tenant, String cells, String outcome, String goodShare, long intents, String predicted) {}

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
                Figures.percent(result.blastRadius().down()),
                "%s (predicted %s)"
                        .formatted(
                                Figures.percent(result.owned().belowSlo()),
                                Figures.percent(result.owned().predicted())),
                Figures.availability(result.availability()),
                worst(result),
                "%s / %s"
                        .formatted(
                                Figures.millis(result.latencyMillis().p50()),
                                Figures.millis(result.latencyMillis().p99())),
                Figures.seconds(result.detectSeconds()),
                Figures.seconds(result.recoverySeconds()),
                Figures.count(Math.round(result.tenantSecondsLost())),
                "%d / %d / %d / %d"
                        .formatted(
                                result.lostInstances(),
                                result.duplicateInstances(),
                                result.overcommittedHosts(),
                                result.unsettledTokens()),
                Figures.count(result.partialLists()),
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
                    case BELOW_SLO -> "below SLO";
                    case DOWN -> "down";
                    case NO_DATA -> "no data";
                    case LEFT_OUT -> "triggers the fault, not scored";
                },
                tenant.intents() == 0 ? "–" : Figures.percent(tenant.goodShare()),
                tenant.intents(),
                tenant.predicted() ? "below SLO" : "in SLO");
    }
}
