package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.HostCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what a tenant wants with an instance: records it, and once that is committed tells the host. */
@Component
class InstanceActions {
    private final InstanceRepository instances;
    private final InstanceViews views;
    private final CommandQueue commands;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Duration redispatchAfter;

    InstanceActions(
            InstanceRepository instances,
            InstanceViews views,
            CommandQueue commands,
            TransactionTemplate transaction,
            InstantSource clock,
            CellSettings settings) {
        this.instances = instances;
        this.views = views;
        this.commands = commands;
        this.transaction = transaction;
        this.clock = clock;
        this.redispatchAfter = settings.reconcile().redispatchAfter();
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
        return switch (InstanceLifecycle.on(row.state(), wish)) {
            case Transition.Refuse _ -> Acted.of(new ActionOutcome.Refused(row.state()));
            case Transition.Stay _ -> Acted.of(new ActionOutcome.Done(views.forTenant(row)));
            case Transition.Move move -> {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                row.move(move, reason(wish), now, redispatchAfter);
                yield new Acted(
                        new ActionOutcome.Done(views.forTenant(row)),
                        move.command().map(_ -> row.command()));
            }
        };
    }

    private static @Nullable String reason(InstanceEvent wish) {
        return switch (wish) {
            case TERMINATE -> StateReason.BY_TENANT.text("terminated");
            case STOP -> StateReason.BY_TENANT.text("stopped");
            default -> null;
        };
    }
}
