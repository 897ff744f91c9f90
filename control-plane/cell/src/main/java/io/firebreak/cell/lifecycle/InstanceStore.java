package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.HostCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What other features do to instances. A returned command is to be sent after the commit. */
@Component
public class InstanceStore {
    /** Nodes' clocks differ by less than a pause; what is put off by two of them was put off by a clock that was ahead. */
    private static final int PAUSES = 2;

    private final InstanceRepository instances;
    private final InstanceInserts inserts;
    private final InstanceChanges changes;
    private final InstantSource clock;
    private final Duration redispatchAfter;

    InstanceStore(
            InstanceRepository instances,
            InstanceInserts inserts,
            InstanceChanges changes,
            InstantSource clock,
            CellSettings settings) {
        this.instances = instances;
        this.inserts = inserts;
        this.changes = changes;
        this.clock = clock;
        this.redispatchAfter = settings.reconcile().redispatchAfter();
    }

    /** Records instances in the current transaction. */
    public void add(Collection<NewInstance> launched) {
        if (!launched.isEmpty()) {
            inserts.insert(List.copyOf(launched), redispatchAfter);
        }
    }

    /** Terminates in the current transaction what a client token launched here, because another cell's set stands. */
    public List<HostCommand> supersede(TenantId tenant, String clientToken, String winner) {
        return terminate(
                instances.lockSet(tenant.value(), clientToken),
                StateReason.SUPERSEDED.text("%s holds the set of this client token".formatted(winner)));
    }

    /** Terminates what its host has refused to start for good. */
    @Transactional
    public List<HostCommand> giveUp(Collection<InstanceId> refused, Instant pendingBefore) {
        List<InstanceRow> stuck = instances
                .lockAll(refused.stream().map(InstanceId::value).toList())
                .stream()
                .filter(row ->
                        row.state() == InstanceState.PENDING && row.updatedAt().isBefore(pendingBefore))
                .toList();
        return terminate(stuck, StateReason.HOST_REFUSED.text("the host had no room for it"));
    }

    /** Takes commands that are due again, and puts them off, so that no other node sends them too. */
    @Transactional
    public List<HostCommand> takeDue(int most) {
        Instant now = now();
        List<InstanceRow> due = new ArrayList<>(instances.lockDue(now, most));
        if (due.size() < most) {
            due.addAll(instances.lockPutOffBeyond(now.plus(redispatchAfter.multipliedBy(PAUSES)), most - due.size()));
        }
        due.forEach(row -> row.sendAgainAt(now.plus(redispatchAfter)));
        return due.stream().map(InstanceRow::command).toList();
    }

    /** Deletes instances that were terminated long ago; returns how many. */
    @Transactional
    public int forgetTerminated(Instant before, int most) {
        return instances.deleteTerminated(before, most);
    }

    private List<HostCommand> terminate(List<InstanceRow> rows, String reason) {
        InstanceChanges.Batch batch = changes.begin();
        List<HostCommand> commands = rows.stream()
                .filter(row -> batch.happen(row, InstanceEvent.TERMINATE, reason) instanceof Transition.Move)
                .map(InstanceRow::command)
                .toList();
        batch.write();
        return commands;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
