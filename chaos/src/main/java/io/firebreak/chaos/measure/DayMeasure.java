package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measures a day. It reads its evidence and nothing else: the same evidence gives the same figures, whenever and wherever.
 */
public final class DayMeasure {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int LAG_PERCENTILE = 99;

    private final DayEvidence evidence;
    private final GameDay gameDay;
    private final DayTimes times;
    private final Slo slo;
    /** Outcomes of the tenants that are not left out. */
    private final List<IntentOutcome> counted;

    private final Map<TenantId, List<IntentOutcome>> byTenant;
    private final SlidingMeasure sliding;

    private DayMeasure(DayEvidence evidence) {
        this.evidence = evidence;
        this.gameDay = evidence.gameDay();
        this.times = evidence.times();
        this.slo = Slo.of(gameDay);
        this.byTenant = evidence.outcomes().stream().collect(Collectors.groupingBy(IntentOutcome::tenant));
        this.counted = evidence.tenants().stream()
                .filter(tenant -> !tenant.leftOut())
                .flatMap(tenant -> outcomes(tenant).stream())
                .toList();
        this.sliding = new SlidingMeasure(
                evidence.tenants().stream()
                        .filter(tenant -> !tenant.leftOut())
                        .map(tenant -> scored(outcomes(tenant)))
                        .toList(),
                slo);
    }

    /** Measures a day. */
    public static Day measure(DayEvidence evidence) {
        DayMeasure measure = new DayMeasure(evidence);
        List<TenantDay> tenants = measure.tenantDays();
        DayTotals totals = measure.totals(tenants);
        return new Day(measure.result(tenants, totals), totals);
    }

    private DayResult result(List<TenantDay> tenants, DayTotals totals) {
        TenantSets shared = totals.shared();
        return new DayResult(
                gameDay.seed(),
                shared.share(shared.below()),
                shared.share(shared.down()),
                totals.scored().value(),
                totals.steady().value(),
                orNull(sliding.detectSeconds(times.faultFrom(), times.end())),
                orNull(sliding.recoverySeconds(times.faultTo(), times.end())),
                generator(),
                times.secondOf(0),
                phases(),
                evidence.faults(),
                evidence.aborted(),
                evidence.prediction().belowSlo().stream()
                        .map(TenantId::value)
                        .sorted()
                        .toList(),
                shared.below().stream().sorted().toList(),
                SecondsSeries.of(scored(counted), times, slo).shares(),
                tenants,
                evidence.audit(),
                orNull(sliding.containSeconds(times.faultFrom(), times.end())),
                CellPairs.worst(evidence.tenants()).orElse(null));
    }

    private DayTotals totals(List<TenantDay> tenants) {
        List<IntentOutcome> window =
                counted.stream().filter(times::inFaultWindow).toList();
        List<IntentOutcome> steady =
                counted.stream().filter(times::inSteadyState).toList();
        List<IntentOutcome> steadyLaunches = steady.stream()
                .filter(outcome -> outcome.kind() == IntentKind.LAUNCH)
                .toList();
        return new DayTotals(
                window.size(),
                window.stream().mapToLong(IntentOutcome::attempts).sum(),
                window.stream().filter(IntentOutcome::partial).count(),
                Share.of(scored(window), slo),
                Latency.of(window),
                count(counted, DayMeasure::isCapacityRefusal),
                Share.of(scored(steady), slo),
                new Share(count(steadyLaunches, launch -> !isCapacityRefusal(launch)), steadyLaunches.size()),
                secondsLost(),
                TenantSets.of(tenants, TenantDay::outcome, TenantDay::predicted, this::isPredictedDown),
                TenantSets.of(tenants, TenantDay::owned, TenantDay::ownedPredicted, _ -> false),
                orNull(sliding.secondsUntil(
                        gameDay.recovery().require().availability()::holds, times.faultTo(), times.end())),
                count(scored(window), outcome -> outcome.isLate(slo)),
                weights(tenants),
                tenants.stream()
                        .filter(tenant -> tenant.outcome().scored())
                        .collect(Collectors.groupingBy(TenantDay::severity, Collectors.counting())),
                phases().stream().map(this::phaseTotals).toList(),
                Staleness.of(counted.stream().filter(times::isJudged).toList()),
                Silence.between(times.steadyFrom(), times.end(), evidence.outcomes()));
    }

    private static Share weights(List<TenantDay> tenants) {
        List<TenantDay> scored =
                tenants.stream().filter(tenant -> tenant.outcome().scored()).toList();
        return new Share(
                scored.stream()
                        .filter(tenant -> !tenant.outcome().isBelowSlo())
                        .mapToLong(TenantDay::intents)
                        .sum(),
                scored.stream().mapToLong(TenantDay::intents).sum());
    }

    private PhaseTotals phaseTotals(Phase phase) {
        List<IntentOutcome> within = counted.stream()
                .filter(outcome -> phase.holds(times.seconds(outcome.dueNanos())))
                .toList();
        return new PhaseTotals(phase.name(), within.size(), Share.of(scored(within), slo), Latency.of(within));
    }

    private TenantPhase tenantPhase(Phase phase, List<IntentOutcome> scored) {
        List<IntentOutcome> within = scored.stream()
                .filter(outcome -> phase.holds(times.seconds(outcome.dueNanos())))
                .toList();
        Histogram latency = Latency.of(within);
        return new TenantPhase(
                phase.name(),
                within.size(),
                count(within, outcome -> outcome.isGood(slo)),
                count(within, outcome -> outcome.isLate(slo)),
                Latency.millis(latency, 50),
                Latency.millis(latency, 100));
    }

    private boolean isPredictedDown(TenantDay tenant) {
        return evidence.prediction().down().contains(new TenantId(tenant.tenant()));
    }

    private List<TenantDay> tenantDays() {
        return evidence.tenants().stream()
                .sorted(Comparator.comparing(MeasuredTenant::id))
                .map(this::tenantDay)
                .toList();
    }

    private TenantDay tenantDay(MeasuredTenant tenant) {
        List<IntentOutcome> all = outcomes(tenant);
        List<IntentOutcome> window = all.stream().filter(times::inFaultWindow).toList();
        Share scored = Share.of(scored(window), slo);
        Share owned = Share.of(
                window.stream().filter(outcome -> !outcome.kind().scored()).toList(), slo);
        Function<Share, TenantOutcome> outcome =
                share -> tenant.leftOut() ? TenantOutcome.LEFT_OUT : TenantOutcome.of(share, window.size(), slo);
        long late = count(scored(window), intent -> intent.isLate(slo));
        List<IntentOutcome> allScored = scored(all);
        SecondsSeries series = SecondsSeries.of(allScored, times, slo);
        return new TenantDay(
                tenant.id().value(),
                tenant.shard().cells().stream().map(Object::toString).toList(),
                outcome.apply(scored),
                scored.intents(),
                scored.value(),
                evidence.prediction().belowSlo().contains(tenant.id()),
                outcome.apply(owned),
                owned.intents(),
                owned.value(),
                evidence.prediction().owned().contains(tenant.id()),
                series.good(),
                series.bad(),
                Severity.of(outcome.apply(scored), new Share(scored.good() + late, scored.intents()), slo),
                late,
                phases().stream().map(phase -> tenantPhase(phase, allScored)).toList());
    }

    private double secondsLost() {
        return evidence.tenants().stream()
                .filter(tenant -> !tenant.leftOut())
                .map(tenant -> SecondsSeries.of(scored(outcomes(tenant)), times, slo))
                .mapToInt(series -> series.secondsLost(times.secondOf(times.faultFrom()), slo))
                .sum();
    }

    private Generator generator() {
        List<IntentOutcome> judged =
                evidence.outcomes().stream().filter(times::isJudged).toList();
        Histogram lag = Latency.none();
        judged.forEach(outcome -> lag.recordValue(Math.max(0, outcome.lagNanos() / NANOS_PER_MICRO)));
        return new Generator(
                Latency.millis(lag, LAG_PERCENTILE), count(judged, outcome -> outcome.ending() == Ending.NOT_SENT));
    }

    private List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        phases.add(phase("warm-up", 0, times.steadyFrom()));
        phases.add(phase("steady state", times.steadyFrom(), times.zero()));
        phases.add(phase("fault window", times.faultFrom(), times.faultTo()));
        phases.add(phase("recovery", times.faultTo(), times.end()));
        return phases;
    }

    private Phase phase(String name, long from, long to) {
        return new Phase(name, times.seconds(from), times.seconds(to));
    }

    private List<IntentOutcome> outcomes(MeasuredTenant tenant) {
        return byTenant.getOrDefault(tenant.id(), List.of());
    }

    private static List<IntentOutcome> scored(List<IntentOutcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.kind().scored()).toList();
    }

    private static long count(List<IntentOutcome> outcomes, Predicate<IntentOutcome> which) {
        return outcomes.stream().filter(which).count();
    }

    private static boolean isCapacityRefusal(IntentOutcome outcome) {
        return outcome.ending() == Ending.OUT_OF_CAPACITY;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
