package io.firebreak.chaos.measure;

import java.util.List;

/**
 * One tenant's day.
 *
 * @param cells its shard
 * @param intents scored intents (launch, list) scheduled in the fault window
 * @param goodShare good over intents; 1 when there were none
 * @param predicted whether it was expected below the SLO
 * @param ownedIntents intents bound to one cell (describe, terminate) scheduled in the fault window
 * @param good scored good intents per second of their scheduled start, from the day's {@code firstSecond}
 * @param bad scored bad ones, aligned with {@code good}
 * @param severity how badly it fared; {@code none} when it is not scored
 * @param late scored intents of the window that succeeded, but too late; a part of the bad ones
 * @param phases what it saw in each phase
 */
public record TenantDay(
        String tenant,
        List<String> cells,
        TenantOutcome outcome,
        long intents,
        double goodShare,
        boolean predicted,
        TenantOutcome owned,
        long ownedIntents,
        double ownedGoodShare,
        boolean ownedPredicted,
        List<Integer> good,
        List<Integer> bad,
        Severity severity,
        long late,
        List<TenantPhase> phases) {
    public TenantDay {
        cells = List.copyOf(cells);
        good = List.copyOf(good);
        bad = List.copyOf(bad);
        phases = List.copyOf(phases);
    }
}
