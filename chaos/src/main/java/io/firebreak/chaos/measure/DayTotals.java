package io.firebreak.chaos.measure;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one day that are pooled over days. Of the fault window unless named otherwise; left-out tenants are in none
 * of them.
 *
 * @param intents of all kinds
 * @param attempts tries of these intents
 * @param scored launches and lists
 * @param latency of all kinds, in microseconds
 * @param capacityRefusals over the whole day
 * @param steady scored intents of the steady state
 * @param steadyLaunches launches of the steady state, those not refused for want of capacity being the good ones
 * @param tenantSecondsLost from the fault's start to the end
 * @param shared by what any cell of the shard can serve
 * @param owned by what is bound to one cell
 * @param requirementSeconds from the fault's end until the recovery's requirement held; null is never
 * @param late scored intents that succeeded after the SLO's latency
 * @param weights of scored tenants, by their scored intents: good are those of tenants in their SLO
 * @param severities how many scored tenants have each
 * @param phases in their order
 * @param staleness of the lists from the steady state on
 * @param silence of the generator, from the steady state on
 */
record DayTotals(
        long intents,
        long attempts,
        long partialLists,
        Share scored,
        Histogram latency,
        long capacityRefusals,
        Share steady,
        Share steadyLaunches,
        double tenantSecondsLost,
        TenantSets shared,
        TenantSets owned,
        @Nullable Double requirementSeconds,
        long late,
        Share weights,
        Map<Severity, Long> severities,
        List<PhaseTotals> phases,
        Staleness staleness,
        Silence silence) {}
