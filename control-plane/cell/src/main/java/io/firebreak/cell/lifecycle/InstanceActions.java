package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.fleet.api.HostCommand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what a tenant wants with an instance: records it, and once that is committed tells the host. */
@Component
class InstanceActions {
    private final InstanceRepository instances;
    private final InstanceViews views;
    private final CommandQueue commands;
    private final TransactionTemplate transaction;
    private final InstanceChanges changes;

    InstanceActions(
            InstanceRepository instances,
            InstanceViews views,
            CommandQueue commands,
            TransactionTemplate transaction,
            InstanceChanges changes) {
        this.instances = instances;
        this.views = views;
        this.commands = commands;
        this.transaction = transaction;
        this.changes = changes;
    }

    private record Acted(ActionOutcome outcome, Optional<HostCommand> command) {
        static Acted of(ActionOutcome outcome) {
            return new Acted(outcome, Optional.empty());
        }
    }

    ActionOutcome act(TenantId tenant, InstanceId id, InstanceEvent wish) {
        Acted acted = Objects.requireNonNull(transaction.execute(_ -> instances
                .lock(id.value(), tenant.value())
                .map(row -> act(row, wish))
                .orElseGet(() -> Acted.of(new ActionOutcome.NotFound()))));
        acted.command().ifPresent(command -> commands.offer(List.of(command)));
        return acted.outcome();
    }

    private Acted act(InstanceRow row, InstanceEvent wish) {
        InstanceChanges.Batch batch = changes.begin();
        Acted acted = switch (batch.happen(row, wish)) {
            case Transition.Refuse _ -> Acted.of(new ActionOutcome.Refused(row.state()));
            case Transition.Stay _ -> Acted.of(new ActionOutcome.Done(views.forTenant(row)));
            case Transition.Move move ->
                new Acted(
                        new ActionOutcome.Done(views.forTenant(row)),
                        move.command().map(_ -> row.command()));
        };
        batch.write();
        return acted;
    }
}
