package io.firebreak.chaos.journal;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.IntentKind;
import io.firebreak.chaos.measure.IntentOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One outcome as numbers: index of the tenant, of the kind and of the ending in the lists of the run; due, started after due and
 * ended after due in nanoseconds; attempts; 1 for a partial list; staleness in nanoseconds.
 */
final class OutcomeRow {
    static final List<String> KINDS =
            Arrays.stream(IntentKind.values()).map(Enum::name).toList();
    static final List<String> ENDINGS =
            Arrays.stream(Ending.values()).map(Enum::name).toList();
    private static final int COLUMNS = 9;

    private OutcomeRow() {}

    static long[] of(IntentOutcome outcome, Map<TenantId, Integer> indexOf) {
        return new long[] {
            indexOf.getOrDefault(outcome.tenant(), -1),
            KINDS.indexOf(outcome.kind().name()),
            ENDINGS.indexOf(outcome.ending().name()),
            outcome.dueNanos(),
            outcome.startedNanos() - outcome.dueNanos(),
            outcome.endedNanos() - outcome.dueNanos(),
            outcome.attempts(),
            outcome.partial() ? 1 : 0,
            outcome.staleNanos()
        };
    }

    /** @param words kinds and endings as the journal lists them, which an older program may have had in another order */
    static IntentOutcome read(JsonNode row, List<TenantId> tenants, Words words) {
        if (row.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    "an outcome has %d columns: it must have %d".formatted(row.size(), COLUMNS));
        }
        long due = row.get(3).asLong();
        return new IntentOutcome(
                tenants.get(row.get(0).asInt()),
                words.kinds().get(row.get(1).asInt()),
                due,
                due + row.get(4).asLong(),
                due + row.get(5).asLong(),
                words.endings().get(row.get(2).asInt()),
                row.get(6).asInt(),
                row.get(7).asInt() == 1,
                row.get(8).asLong());
    }

    /** What the numbers of kinds and endings mean. */
    record Words(List<IntentKind> kinds, List<Ending> endings) {
        static Words read(JsonNode run) {
            return new Words(
                    run.path("kinds")
                            .valueStream()
                            .map(word -> IntentKind.valueOf(word.asString()))
                            .toList(),
                    run.path("endings")
                            .valueStream()
                            .map(word -> Ending.valueOf(word.asString()))
                            .toList());
        }
    }
}
