package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.List;

/** Writes the outcomes of a day by hand. Seconds count from the start of the load. */
final class Outcomes {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<IntentOutcome> all = new ArrayList<>();

    List<IntentOutcome> all() {
        return List.copyOf(all);
    }

    Outcomes add(String tenant, IntentKind kind, double second, Ending ending, long latencyMillis) {
        long due = Math.round(second * 1e9);
        all.add(new IntentOutcome(
                new TenantId(tenant), kind, due, due, due + latencyMillis * NANOS_PER_MILLI, ending, 1, false));
        return this;
    }

    Outcomes add(IntentOutcome outcome) {
        all.add(outcome);
        return this;
    }

    /** Good ones, one launch or list after another, evenly over [from, to). */
    Outcomes good(String tenant, double from, double to, int count) {
        return every(tenant, from, to, count, Ending.SUCCEEDED);
    }

    Outcomes bad(String tenant, double from, double to, int count) {
        return every(tenant, from, to, count, Ending.UNANSWERED);
    }

    private Outcomes every(String tenant, double from, double to, int count, Ending ending) {
        for (int i = 0; i < count; i++) {
            IntentKind kind = i % 2 == 0 ? IntentKind.LAUNCH : IntentKind.LIST;
            add(tenant, kind, from + i * (to - from) / count, ending, 10);
        }
        return this;
    }
}
