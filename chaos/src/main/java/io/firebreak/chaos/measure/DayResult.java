package io.firebreak.chaos.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the game day: what pictures are drawn from. Times are seconds from the end of the steady state, which is
 * where the file's {@code at} counts from; so warm-up and steady state are negative.
 *
 * @param firstSecond the second that the first entry of each tenant's series stands for
 * @param faults what was broken, in the order of its start
 * @param aborted why they were undone before their time; null when the day went to its end
 * @param predicted who was expected below the SLO, as written to the journal before the fault
 * @param measured who was below it
 * @param availabilitySeries good share of all scored intents per second, aligned with the tenants' series; null where no
 *     intent was due
 * @param tenants every tenant of the region, sorted by name
 * @param containSeconds from the fault's start until the set of tenants out of their SLO over a sliding 10 s stops growing;
 *     null when nobody was
 * @param worstPair of the shards of this day; null when there are not two cells
 */
public record DayResult(
        long seed,
        double belowSlo,
        double down,
        double availability,
        double steadyStateAvailability,
        @Nullable Double detectSeconds,
        @Nullable Double recoverySeconds,
        Generator generator,
        int firstSecond,
        List<Phase> phases,
        List<FaultSpan> faults,
        @Nullable String aborted,
        List<String> predicted,
        List<String> measured,
        List<@Nullable Double> availabilitySeries,
        List<TenantDay> tenants,
        AuditResult audit,
        @Nullable Double containSeconds,
        @Nullable WorstPair worstPair) {}
