package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way in which instances change state. What follows from the changes of a transaction is collected and written
 * at its end, in the order in which every transaction locks: history, then what tenants have, then hosts.
 */
@Component
class InstanceChanges {
    private final InstanceHistory history;
    private final Quotas quotas;
    private final HostStore hosts;
    private final InstantSource clock;
    private final Duration redispatchAfter;

    InstanceChanges(
            InstanceHistory history, Quotas quotas, HostStore hosts, InstantSource clock, CellSettings settings) {
        this.history = history;
        this.quotas = quotas;
        this.hosts = hosts;
        this.clock = clock;
        this.redispatchAfter = settings.reconcile().redispatchAfter();
    }

    Batch begin() {
        return new Batch(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** The changes of one transaction. */
    final class Batch {
        private final Instant now;
        private final List<HistoryEntry> entries = new ArrayList<>();
        private final SortedMap<TenantId, Usage> ended = new TreeMap<>();
        private final SortedMap<HostId, Resources> freed = new TreeMap<>();

        private Batch(Instant now) {
            this.now = now;
        }

        Instant now() {
            return now;
        }

        Transition happen(InstanceRow row, InstanceEvent event) {
            return happen(row, event, null);
        }

        /** @param why in place of what the event says by itself */
        Transition happen(InstanceRow row, InstanceEvent event, @Nullable String why) {
            Transition transition = InstanceLifecycle.on(row.state(), event);
            if (!(transition instanceof Transition.Move move)) {
                return transition;
            }
            if (move.awaitsHost() && row.awaitsHost()) {
                return new Transition.Stay();
            }
            InstanceState from = row.state();
            String reason = why == null ? event.why() : why;
            row.move(move, reason, now, redispatchAfter);
            entries.add(new HistoryEntry(row.id(), row.changes(), now, from, move.next(), event, reason));
            if (move.next() == InstanceState.TERMINATED) {
                ended.merge(row.tenant(), Usage.of(1, row.resources()), Usage::plus);
                freed.merge(row.host(), row.resources(), Resources::plus);
            }
            return transition;
        }

        /** Writes what follows, in the current transaction. */
        void write() {
            history.write(entries);
            quotas.giveBack(ended);
            hosts.release(freed);
        }
    }
}
