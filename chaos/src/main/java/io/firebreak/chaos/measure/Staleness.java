package io.firebreak.chaos.measure;

import java.util.List;

/**
 * Whether lists showed what their tenant already knew. A list is stale when it names no unreachable cell and has no further
 * page, and an instance is missing that this tenant was told of, settled, before it asked, and has not asked to terminate.
 * From the steady state to the end of the load.
 *
 * @param lists lists that could be told to be fresh or stale
 * @param stale how many of them were stale
 * @param oldestSeconds the longest time from an acknowledgement to the request of a list that still lacked it
 */
public record Staleness(long lists, long stale, double oldestSeconds) {
    static final Staleness NONE = new Staleness(0, 0, 0);

    static Staleness of(List<IntentOutcome> outcomes) {
        List<IntentOutcome> told =
                outcomes.stream().filter(outcome -> outcome.staleNanos() >= 0).toList();
        return new Staleness(
                told.size(),
                told.stream().filter(outcome -> outcome.staleNanos() > 0).count(),
                told.stream().mapToLong(IntentOutcome::staleNanos).max().orElse(0) / DayTimes.NANOS_PER_SECOND);
    }

    Staleness plus(Staleness other) {
        return new Staleness(lists + other.lists, stale + other.stale, Math.max(oldestSeconds, other.oldestSeconds));
    }
}
