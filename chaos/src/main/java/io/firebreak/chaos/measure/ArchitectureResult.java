package io.firebreak.chaos.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one architecture showed, pooled over its days. Shares are 0 to 1. Intents and attempts are those of the fault
 * windows.
 *
 * @param architecture {@code regional}, {@code cellular} or {@code shuffle}
 * @param cells cells of the architecture, 1 for {@code regional}
 * @param shardSize cells a tenant is mapped to
 * @param noDataTenants tenants with too few intents to be scored, summed over the days
 * @param detectSeconds from the fault's start until a tenant's sliding measure first shows it; null is never
 * @param recoverySeconds from the fault's end until every tenant is in SLO over a sliding 10 s; null is never
 * @param tenantSecondsLost seconds times tenants in which a tenant was out of its SLO, from the fault's start
 * @param capacityRefusals launches refused for want of room, over the whole of the days
 * @param worstTenant who had {@code worstTenantAvailability}; null when no tenant was scored
 * @param budget one check for each limit the game day sets for this architecture
 * @param broken promises found broken, a sentence each; empty is good
 * @param days one per seed
 * @param containSeconds from the fault's start until the set of tenants out of their SLO over a sliding 10 s stops growing,
 *     the longest over the days; null when nobody was
 * @param phases what all tenants saw in each phase
 * @param staleness of lists
 * @param worstPair the worst of the days; null when there are not two cells
 */
public record ArchitectureResult(
        String architecture,
        int cells,
        int shardSize,
        long intents,
        long attempts,
        int noDataTenants,
        BlastRadius blastRadius,
        Predicted predicted,
        Agreement agreement,
        Owned owned,
        long partialLists,
        double availability,
        double worstTenantAvailability,
        LatencyMillis latencyMillis,
        @Nullable Double detectSeconds,
        @Nullable Double recoverySeconds,
        double tenantSecondsLost,
        long capacityRefusals,
        long unsettledTokens,
        long lostInstances,
        long duplicateInstances,
        long overcommittedHosts,
        @Nullable String worstTenant,
        Verdict verdict,
        String why,
        List<BudgetCheck> budget,
        List<String> broken,
        List<DayResult> days,
        @Nullable Double containSeconds,
        List<PhaseMeasure> phases,
        Staleness staleness,
        @Nullable WorstPair worstPair) {
    public ArchitectureResult {
        budget = List.copyOf(budget);
        broken = List.copyOf(broken);
        days = List.copyOf(days);
        phases = List.copyOf(phases);
    }
}
