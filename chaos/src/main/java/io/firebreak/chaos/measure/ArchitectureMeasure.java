package io.firebreak.chaos.measure;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.region.Architecture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Pools the days of one architecture into its result. Shares are pooled over tenants and intents, not averaged over days. */
public final class ArchitectureMeasure {
    private final GameDay gameDay;
    private final List<Day> days;
    private final List<FailedDay> failed;

    private ArchitectureMeasure(GameDay gameDay, List<Day> days, List<FailedDay> failed) {
        this.gameDay = gameDay;
        this.days = days;
        this.failed = failed;
    }

    /**
     * The result of an architecture.
     *
     * @param days at least one
     * @param failed those that ended unmeasured: one is enough for there to be no verdict
     */
    public static ArchitectureResult pool(
            GameDay gameDay,
            Architecture architecture,
            int cells,
            int shardSize,
            List<Day> days,
            List<FailedDay> failed) {
        return new ArchitectureMeasure(gameDay, days, failed).result(architecture, cells, shardSize);
    }

    private ArchitectureResult result(Architecture architecture, int cells, int shardSize) {
        double belowSlo = share(DayTotals::shared, TenantSets::below);
        double predicted = share(DayTotals::shared, TenantSets::predictedBelow);
        Agreement agreement = agreement(belowSlo, predicted);
        VerdictRule.Finding finding = VerdictRule.judge(gameDay, days, failed, agreement);
        Optional<TenantDay> worst = worstTenant();
        return new ArchitectureResult(
                architecture.toString(),
                cells,
                shardSize,
                sum(DayTotals::intents),
                sum(DayTotals::attempts),
                (int) sum(totals -> totals.shared().noData().size()),
                blastRadius(belowSlo),
                new Predicted(predicted, share(DayTotals::shared, TenantSets::predictedDown)),
                agreement,
                new Owned(
                        share(DayTotals::owned, TenantSets::below),
                        share(DayTotals::owned, TenantSets::predictedBelow),
                        interval(day -> shareOf(day.totals().owned(), TenantSets::below))),
                sum(DayTotals::partialLists),
                pooled(DayTotals::scored).value(),
                worst.map(TenantDay::goodShare).orElse(1.0),
                latency(),
                latest(day -> day.result().detectSeconds()),
                days.stream().anyMatch(day -> day.result().recoverySeconds() == null)
                        ? null
                        : latest(day -> day.result().recoverySeconds()),
                days.stream()
                        .mapToDouble(day -> day.totals().tenantSecondsLost())
                        .sum(),
                sum(DayTotals::capacityRefusals),
                audited(AuditResult::unsettledTokens),
                audited(AuditResult::lostInstances),
                audited(AuditResult::duplicateInstances),
                audited(AuditResult::overcommittedHosts),
                worst.map(TenantDay::tenant).orElse(null),
                finding.verdict(),
                finding.why(),
                budget(architecture, belowSlo),
                BrokenPromises.of(gameDay, days),
                days.stream().map(Day::result).toList(),
                latest(day -> day.result().containSeconds()),
                phases(),
                days.stream().map(day -> day.totals().staleness()).reduce(Staleness.NONE, Staleness::plus),
                days.stream()
                        .flatMap(day -> Stream.ofNullable(day.result().worstPair()))
                        .max(Comparator.comparingLong(WorstPair::tenants))
                        .orElse(null));
    }

    private BlastRadius blastRadius(double belowSlo) {
        Share requests = pooled(DayTotals::scored);
        return new BlastRadius(
                belowSlo,
                share(DayTotals::shared, TenantSets::down),
                interval(day -> day.result().belowSlo()),
                severity(Severity.SLOW),
                severity(Severity.FAILING),
                requests.badShare(),
                requests.intents() == 0 ? 0 : (double) sum(DayTotals::late) / requests.intents(),
                pooled(DayTotals::weights).badShare());
    }

    private double severity(Severity severity) {
        long scored = sum(totals -> totals.shared().scored().size());
        long such = sum(totals -> totals.severities().getOrDefault(severity, 0L));
        return scored == 0 ? 0 : (double) such / scored;
    }

    private Agreement agreement(double belowSlo, double predicted) {
        ToDoubleFunction<Day> error = day -> Math.abs(shareOf(day.totals().shared(), TenantSets::below)
                - shareOf(day.totals().shared(), TenantSets::predictedBelow));
        return new Agreement(
                Math.abs(belowSlo - predicted),
                jaccard(),
                days.stream().mapToDouble(error).average().orElse(0),
                interval(error));
    }

    private static double shareOf(TenantSets sets, Function<TenantSets, Set<String>> part) {
        return sets.share(part.apply(sets));
    }

    private Share pooled(Function<DayTotals, Share> share) {
        return days.stream().map(day -> share.apply(day.totals())).reduce(Share.NONE, Share::plus);
    }

    private List<PhaseMeasure> phases() {
        return days.getFirst().totals().phases().stream()
                .map(PhaseTotals::phase)
                .map(phase -> PhaseTotals.pool(
                        phase,
                        days.stream()
                                .flatMap(day -> day.totals().phases().stream())
                                .filter(totals -> totals.phase().equals(phase))
                                .toList()))
                .toList();
    }

    private double share(Function<DayTotals, TenantSets> sets, Function<TenantSets, Set<String>> part) {
        long scored = sum(totals -> sets.apply(totals).scored().size());
        long counted = sum(totals -> part.apply(sets.apply(totals)).size());
        return scored == 0 ? 0 : (double) counted / scored;
    }

    private double jaccard() {
        long either = sum(totals -> totals.shared().inEither());
        return either == 0 ? 1 : (double) sum(totals -> totals.shared().inBoth()) / either;
    }

    private @Nullable Interval interval(ToDoubleFunction<Day> share) {
        return Intervals.ofShares(days.stream().mapToDouble(share).toArray());
    }

    private Optional<TenantDay> worstTenant() {
        return days.stream()
                .flatMap(day -> day.result().tenants().stream())
                .filter(tenant -> tenant.outcome().scored())
                .min(Comparator.comparingDouble(TenantDay::goodShare));
    }

    private LatencyMillis latency() {
        Histogram all = Latency.none();
        days.forEach(day -> all.add(day.totals().latency()));
        return Latency.millis(all);
    }

    /** The largest over the days; null when no day has one. */
    private @Nullable Double latest(Function<Day, @Nullable Double> seconds) {
        Double latest = null;
        for (Day day : days) {
            Double one = seconds.apply(day);
            if (one != null && (latest == null || one > latest)) {
                latest = one;
            }
        }
        return latest;
    }

    private List<BudgetCheck> budget(Architecture architecture, double belowSlo) {
        return gameDay
                .budgetOf(architecture)
                .map(GameDay.Budget::belowSlo)
                .map(bound -> new BudgetCheck("belowSlo", bound.toString(), belowSlo, bound.holds(belowSlo)))
                .stream()
                .toList();
    }

    private long sum(ToLongFunction<DayTotals> figure) {
        return days.stream().mapToLong(day -> figure.applyAsLong(day.totals())).sum();
    }

    private long audited(ToLongFunction<AuditResult> figure) {
        return days.stream()
                .mapToLong(day -> figure.applyAsLong(day.result().audit()))
                .sum();
    }
}
