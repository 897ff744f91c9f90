package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at a day while it goes on, to tell whether to go ahead and what to tell the person who waits. */
public final class LiveMeasure {
    private final OutcomeLog log;
    private final Set<TenantId> leftOut;
    private final Slo slo;

    public LiveMeasure(OutcomeLog log, Set<TenantId> leftOut, Slo slo) {
        this.log = log;
        this.leftOut = Set.copyOf(leftOut);
        this.slo = slo;
    }

    /** The scored intents due in [from, to) that have ended. */
    public Share share(long from, long to) {
        return Share.of(
                scored().filter(outcome -> outcome.dueNanos() >= from && outcome.dueNanos() < to)
                        .toList(),
                slo);
    }

    /** The share of the tenants with scored intents due in [from, to) that are below the SLO by them; 0 without any. */
    public double shareBelowSlo(long from, long to) {
        long tenants = scored().filter(outcome -> outcome.dueNanos() >= from && outcome.dueNanos() < to)
                .map(IntentOutcome::tenant)
                .distinct()
                .count();
        return tenants == 0 ? 0 : (double) tenantsBelowSlo(from, to) / tenants;
    }

    /** How many tenants are below the SLO by their scored intents due in [from, to) that have ended. */
    public long tenantsBelowSlo(long from, long to) {
        return scored()
                .filter(outcome -> outcome.dueNanos() >= from && outcome.dueNanos() < to)
                .collect(Collectors.groupingBy(IntentOutcome::tenant))
                .values()
                .stream()
                .filter(outcomes -> Share.of(outcomes, slo).value() < slo.availability())
                .count();
    }

    /** The sliding measure of what has ended so far. */
    public SlidingMeasure sliding() {
        return new SlidingMeasure(
                List.copyOf(scored().collect(Collectors.groupingBy(IntentOutcome::tenant))
                        .values()),
                slo);
    }

    private Stream<IntentOutcome> scored() {
        return log.soFar().stream().filter(outcome -> outcome.kind().scored() && !leftOut.contains(outcome.tenant()));
    }
}
