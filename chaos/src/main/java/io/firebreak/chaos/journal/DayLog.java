package io.firebreak.chaos.journal;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.fault.Journal;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.MeasuredTenant;
import io.firebreak.chaos.measure.Prediction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one day into the journal as it goes on. Times are seconds from the start of its load. */
public final class DayLog {
    /**
     * More outcomes of one day than this are counted and not kept: at 50 bytes each they are 25 MB, and at 100 intents a second
     * an hour and a half.
     */
    static final int MOST_OUTCOMES = 500_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Journal journal;
    private final Map<TenantId, Integer> indexOf = new HashMap<>();
    private int kept;

    DayLog(Journal journal, DayHeader header) {
        this.journal = journal;
        for (MeasuredTenant tenant : header.measured()) {
            indexOf.put(tenant.id(), indexOf.size());
        }
        journal.write("day", Map.of("day", header));
    }

    /** Who is expected to suffer; on the disk when this returns. */
    public void predicted(
            String architecture, long seed, List<String> targets, Collection<TenantId> leftOut, Prediction prediction) {
        journal.write(
                "predicted",
                Map.of(
                        "architecture", architecture,
                        "seed", seed,
                        "targets", targets,
                        "leftOut", names(leftOut),
                        "belowSlo", names(prediction.belowSlo()),
                        "down", names(prediction.down()),
                        "owned", names(prediction.owned())));
    }

    /** A phase begins at that time, which may be ahead. */
    public void phase(String phase, long nanos) {
        journal.note("phase", Map.of("phase", phase, "at", seconds(nanos)));
    }

    /**
     * Something was done to a fault.
     *
     * @param action {@code starts} or {@code ends}
     */
    public void fault(String action, String kind, String target, List<String> cells, long nanos) {
        journal.note(
                "fault",
                Map.of("action", action, "kind", kind, "target", target, "cells", cells, "at", seconds(nanos)));
    }

    /** Intents that have ended since the last call. */
    public void outcomes(List<IntentOutcome> outcomes, long nanos) {
        List<long[]> rows = outcomes.stream()
                .limit(Math.max(0, MOST_OUTCOMES - kept))
                .map(outcome -> OutcomeRow.of(outcome, indexOf))
                .toList();
        kept += rows.size();
        if (!outcomes.isEmpty()) {
            journal.note("outcomes", Map.of("at", seconds(nanos), "ended", outcomes.size(), "outcomes", rows));
        }
    }

    /** The day is over and measured; on the disk when this returns. */
    public void measured(List<String> belowSlo, DayEnding ending) {
        journal.write(
                "measured", Map.of("belowSlo", belowSlo, "audit", ending.audit().findings(), "ending", ending));
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }

    private static List<String> names(Collection<TenantId> tenants) {
        return tenants.stream().sorted().map(TenantId::value).toList();
    }
}
