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
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Pools the days of one architecture into its result. Shares are pooled over tenants and intents, not averaged over days. */
public final class ArchitectureMeasure {
    private static final int LATENCY_DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1e3;

    private final GameDay gameDay;
    private final List<Day> days;

    private ArchitectureMeasure(GameDay gameDay, List<Day> days) {
        this.gameDay = gameDay;
        this.days = days;
    }

    /**
     * The result of an architecture.
     *
     * @param days at least one
     */
    public static ArchitectureResult pool(
            GameDay gameDay, Architecture architecture, int cells, int shardSize, List<Day> days) {
        return new ArchitectureMeasure(gameDay, days).result(architecture, cells, shardSize);
    }

    private ArchitectureResult result(Architecture architecture, int cells, int shardSize) {
        double belowSlo = share(DayTotals::shared, TenantSets::below);
        double predicted = share(DayTotals::shared, TenantSets::predictedBelow);
        Agreement agreement = new Agreement(Math.abs(belowSlo - predicted), jaccard());
        VerdictRule.Finding finding = VerdictRule.judge(gameDay, days, agreement);
        Optional<TenantDay> worst = worstTenant();
        return new ArchitectureResult(
                architecture.toString(),
                cells,
                shardSize,
                sum(DayTotals::intents),
                sum(DayTotals::attempts),
                (int) sum(totals -> totals.shared().noData().size()),
                new BlastRadius(belowSlo, share(DayTotals::shared, TenantSets::down), interval()),
                new Predicted(predicted, share(DayTotals::shared, TenantSets::predictedDown)),
                agreement,
                new Owned(
                        share(DayTotals::owned, TenantSets::below),
                        share(DayTotals::owned, TenantSets::predictedBelow)),
                sum(DayTotals::partialLists),
                days.stream()
                        .map(day -> day.totals().scored())
                        .reduce(Share.NONE, Share::plus)
                        .value(),
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
                days.stream().map(Day::result).toList());
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

    private @Nullable Interval interval() {
        return Intervals.ofShares(
                days.stream().mapToDouble(day -> day.result().belowSlo()).toArray());
    }

    private Optional<TenantDay> worstTenant() {
        return days.stream()
                .flatMap(day -> day.result().tenants().stream())
                .filter(tenant -> tenant.outcome().scored())
                .min(Comparator.comparingDouble(TenantDay::goodShare));
    }

    private LatencyMillis latency() {
        Histogram all = new Histogram(LATENCY_DIGITS);
        days.forEach(day -> all.add(day.totals().latency()));
        ToDoubleFunction<Double> percentile = at -> all.getValueAtPercentile(at) / MICROS_PER_MILLI;
        return new LatencyMillis(
                percentile.applyAsDouble(50.0), percentile.applyAsDouble(99.0), percentile.applyAsDouble(99.9));
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
