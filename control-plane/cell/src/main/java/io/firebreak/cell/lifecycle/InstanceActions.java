package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.audit.AuditEntry;
import io.firebreak.cell.audit.AuditTrail;
import io.firebreak.cell.commit.GroupCommit;
import io.firebreak.cell.commit.GroupCommits;
import io.firebreak.cell.commit.Written;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.fleet.api.HostCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Does what a tenant wants with an instance: records it, and once that is committed tells the host. */
@Component
class InstanceActions {
    private final InstanceRepository instances;
    private final InstanceViews views;
    private final CommandQueue commands;
    private final GroupCommit<Wish, Acted> group;
    private final InstanceChanges changes;
    private final AuditTrail audit;

    InstanceActions(
            InstanceRepository instances,
            InstanceViews views,
            CommandQueue commands,
            GroupCommits groups,
            InstanceChanges changes,
            AuditTrail audit) {
        this.instances = instances;
        this.views = views;
        this.commands = commands;
        this.group = groups.of("action", Wish::instance, this::act);
        this.changes = changes;
        this.audit = audit;
    }

    private record Wish(TenantId tenant, InstanceId instance, InstanceEvent event, Optional<AuditEntry> audit) {}

    private record Acted(ActionOutcome outcome, Optional<HostCommand> command) {
        static Acted of(ActionOutcome outcome) {
            return new Acted(outcome, Optional.empty());
        }
    }

    ActionOutcome act(TenantId tenant, InstanceId id, InstanceEvent wish) {
        Acted acted = group.commit(new Wish(tenant, id, wish, audit.done(List.of(id.value()))));
        acted.command().ifPresent(command -> commands.offer(List.of(command)));
        return acted.outcome();
    }

    /** Locks the instances in the order of their ids, as all do who lock several. */
    private Written<Acted> act(List<Wish> wishes) {
        Map<String, InstanceRow> rows =
                instances
                        .lockAll(wishes.stream()
                                .map(wish -> wish.instance().value())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(row -> row.id().value(), Function.identity()));
        InstanceChanges.Batch batch = changes.begin();
        List<AuditEntry> entries = new ArrayList<>();
        List<Acted> acted =
                wishes.stream().map(wish -> act(wish, rows, batch, entries)).toList();
        instances.flush();
        audit.write(entries);
        batch.write();
        return new Written.Whole<>(acted);
    }

    private Acted act(Wish wish, Map<String, InstanceRow> rows, InstanceChanges.Batch batch, List<AuditEntry> entries) {
        return Optional.ofNullable(rows.get(wish.instance().value()))
                .filter(row -> row.tenant().equals(wish.tenant()))
                .map(row -> act(row, wish, batch, entries))
                .orElseGet(() -> Acted.of(new ActionOutcome.NotFound()));
    }

    private Acted act(InstanceRow row, Wish wish, InstanceChanges.Batch batch, List<AuditEntry> entries) {
        return switch (batch.happen(row, wish.event())) {
            case Transition.Refuse _ -> Acted.of(new ActionOutcome.Refused(row.state()));
            case Transition.Stay _ -> Acted.of(new ActionOutcome.Done(views.forTenant(row)));
            case Transition.Move move -> {
                wish.audit().ifPresent(entries::add);
                yield new Acted(
                        new ActionOutcome.Done(views.forTenant(row)),
                        move.command().map(_ -> row.command()));
            }
        };
    }
}
