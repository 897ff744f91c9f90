package io.firebreak.chaos.measure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import java.util.stream.DoubleStream;

/**
 * What one sees who looks at ten seconds at a time, sliding: when a loss first shows and when it is over. Takes scored
 * intents only.
 */
public final class SlidingMeasure {
    /** How long a stretch is looked at. */
    public static final Duration WIDTH = Duration.ofSeconds(10);

    private static final long WIDTH_NANOS = WIDTH.toNanos();

    /** How finely moments are told apart. */
    private static final long STEP_NANOS = 100_000_000L;

    /** Fewer judged intents than this in ten seconds are no sign of a loss. */
    private static final int LEAST_JUDGED = 5;

    private final Collection<List<IntentOutcome>> tenants;
    private final Slo slo;

    /** @param tenants the scored intents of each tenant that is not left out */
    public SlidingMeasure(Collection<List<IntentOutcome>> tenants, Slo slo) {
        this.tenants = tenants;
        this.slo = slo;
    }

    /**
     * Seconds from {@code faultFrom} until some tenant, looking back over ten seconds, is out of its SLO by intents due
     * since then. An intent is seen to be bad when it ends so, or when its time for being good is over. Empty is never.
     */
    public OptionalDouble detectSeconds(long faultFrom, long end) {
        return firstOut(faultFrom, end).min();
    }

    /**
     * Seconds from {@code faultFrom} until the set of tenants that were out of their SLO in this way stops growing. Empty when
     * none ever was.
     */
    public OptionalDouble containSeconds(long faultFrom, long end) {
        return firstOut(faultFrom, end).max();
    }

    /** For each tenant that is out at some time, the seconds until it first is. */
    private DoubleStream firstOut(long faultFrom, long end) {
        return tenants.stream()
                .map(intents -> SortedIntents.of(
                        intents,
                        intent -> intent.judgedNanos(slo),
                        intent -> intent.isGood(slo) || intent.dueNanos() < faultFrom))
                .map(tenant -> first(faultFrom, end, now -> isOut(tenant, now)))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble);
    }

    private boolean isOut(SortedIntents tenant, long now) {
        Share lately = tenant.share(now - WIDTH_NANOS, now);
        return lately.intents() >= LEAST_JUDGED && lately.value() < slo.availability();
    }

    /**
     * Seconds from {@code faultTo} to the start of the first ten seconds in which every tenant is in its SLO. A tenant that
     * wanted nothing in them is as its last intent before left it, and ten seconds in which nobody wanted anything show
     * nothing. Empty when there are none before {@code end}.
     */
    public OptionalDouble recoverySeconds(long faultTo, long end) {
        List<SortedIntents> due = tenants.stream().map(this::byDue).toList();
        return first(
                faultTo,
                end - WIDTH_NANOS,
                from -> due.stream().anyMatch(tenant -> shareFrom(tenant, from).intents() > 0)
                        && due.stream().allMatch(tenant -> isIn(tenant, from)));
    }

    private boolean isIn(SortedIntents tenant, long from) {
        Share share = shareFrom(tenant, from);
        return share.intents() == 0 ? tenant.lastBeforeIsGood(from) : share.value() >= slo.availability();
    }

    /** The same for the good share over all tenants together, under a bound of its own. */
    public OptionalDouble secondsUntil(DoublePredicate bound, long faultTo, long end) {
        SortedIntents all = byDue(tenants.stream().flatMap(List::stream).toList());
        return first(faultTo, end - WIDTH_NANOS, from -> {
            Share share = shareFrom(all, from);
            return share.intents() > 0 && bound.test(share.value());
        });
    }

    private static Share shareFrom(SortedIntents intents, long from) {
        return intents.share(from, from + WIDTH_NANOS);
    }

    private SortedIntents byDue(List<IntentOutcome> intents) {
        return SortedIntents.of(intents, IntentOutcome::dueNanos, intent -> intent.isGood(slo));
    }

    private static OptionalDouble first(long from, long to, LongPredicate holds) {
        for (long moment = from; moment <= to; moment += STEP_NANOS) {
            if (holds.test(moment)) {
                return OptionalDouble.of((moment - from) / DayTimes.NANOS_PER_SECOND);
            }
        }
        return OptionalDouble.empty();
    }
}
