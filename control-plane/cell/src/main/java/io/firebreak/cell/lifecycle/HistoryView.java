package io.firebreak.cell.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an instance has been through, oldest first; the launch always leads it.
 *
 * @param forgotten changes between the launch and the next one shown that are no longer kept
 */
record HistoryView(String instance, int forgotten, List<Change> changes) {
    /**
     * One change.
     *
     * @param from null for the launch
     * @param event what happened, such as {@code host-silent}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Change(Instant at, @Nullable InstanceState from, InstanceState to, String event, String why) {}

    static HistoryView of(InstanceRow row, List<HistoryEntry> kept) {
        Change launch = new Change(
                row.launchTime(), null, InstanceState.PENDING, "launch", StateReason.BY_TENANT.text("launched"));
        return new HistoryView(
                row.id().value(),
                row.changes() - kept.size(),
                Stream.concat(Stream.of(launch), kept.stream().map(HistoryView::change))
                        .toList());
    }

    private static Change change(HistoryEntry entry) {
        return new Change(
                entry.at(),
                entry.from(),
                entry.to(),
                entry.event().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                entry.why());
    }
}
