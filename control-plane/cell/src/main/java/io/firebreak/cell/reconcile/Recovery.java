package io.firebreak.cell.reconcile;

import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.cell.group.GroupClaim;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.lifecycle.HomelessInstance;
import io.firebreak.cell.lifecycle.Recoveries;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.HostCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds another host for instances that have lost theirs, once they are confirmed not to run there. Used by one thread. */
@Component
class Recovery {
    /** Instances a turn, so that the leader's other steps are not kept waiting by a host's worth of them. */
    private static final int MOST = 100;

    private static final Set<CommandOutcome> CARRIED_OUT = Set.of(CommandOutcome.ACCEPTED, CommandOutcome.REPEATED);

    private final Recoveries recoveries;
    private final Commands commands;
    private final CommandQueue queue;
    private final CapacityView capacity;
    private final GroupStore groups;
    private final TransactionTemplate transaction;
    private final InstanceTypes types;
    private final InstantSource clock;
    private final Duration recoverAfter;
    private final AtomicLong withoutRoom;
    /** Where the last turn ended, so that instances for which there is no room do not keep others from their turn. */
    private String after = "";

    Recovery(
            Recoveries recoveries,
            Commands commands,
            CommandQueue queue,
            CapacityView capacity,
            GroupStore groups,
            TransactionTemplate transaction,
            InstanceTypes types,
            InstantSource clock,
            CellSettings settings,
            MeterRegistry meters) {
        this.recoveries = recoveries;
        this.commands = commands;
        this.queue = queue;
        this.capacity = capacity;
        this.groups = groups;
        this.transaction = transaction;
        this.types = types;
        this.clock = clock;
        this.recoverAfter = settings.reconcile().recoverAfter();
        this.withoutRoom = meters.gauge("firebreak.recovery.without.room", new AtomicLong());
    }

    /** A host that has lost an instance is made sure never to run it, whatever is still on the way to it. */
    void bury() {
        List<HostCommand> burials = recoveries.burials(clock.instant().minus(recoverAfter), MOST);
        List<CommandResult> results = commands.send(burials);
        List<HostCommand> carriedOut = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (CARRIED_OUT.contains(results.get(i).outcome())) {
                carriedOut.add(burials.get(i));
            }
        }
        recoveries.buried(carriedOut);
    }

    void placeAnew() {
        List<HomelessInstance> homeless = recoveries.homeless(after, MOST);
        long refused = homeless.stream().filter(instance -> !place(instance)).count();
        withoutRoom.set(refused);
        after = homeless.size() < MOST ? "" : homeless.getLast().id().value();
    }

    private boolean place(HomelessInstance instance) {
        return request(instance)
                .filter(request -> commit(instance, request.tenancy(), capacity.place(request)))
                .isPresent();
    }

    private Optional<PlacementRequest> request(HomelessInstance instance) {
        return types.find(instance.type())
                .flatMap(type -> groups.groupingWithout(instance.tenant(), instance.placementGroup(), instance.id())
                        .map(grouping -> new PlacementRequest(
                                type.family(),
                                instance.resources(),
                                1,
                                1,
                                Optional.of(instance.zone()),
                                Tenancy.of(instance.tenant(), type.metal(), instance.dedicated()),
                                grouping)));
    }

    private boolean commit(HomelessInstance instance, Tenancy tenancy, Placement placement) {
        if (!(placement instanceof Placement.Placed placed)) {
            return false;
        }
        HostId host = placed.hosts().getFirst();
        Optional<Recoveries.Moved> moved = Optional.empty();
        try {
            moved = move(instance, tenancy, placed);
        } finally {
            if (moved.isEmpty()) {
                capacity.cancel(placed.reservation());
            }
        }
        if (moved.isEmpty()) {
            capacity.refresh(List.of(host));
            return false;
        }
        capacity.confirm(placed.reservation(), moved.get().hosts());
        queue.offer(List.of(moved.get().command()));
        return true;
    }

    /** Its place in its group and on its host change together, or neither does. */
    private Optional<Recoveries.Moved> move(HomelessInstance instance, Tenancy tenancy, Placement.Placed placed) {
        HostId host = placed.hosts().getFirst();
        int partition = placed.partitions().isEmpty() ? 0 : placed.partitions().getFirst();
        Optional<GroupClaim> claim = instance.placementGroup()
                .map(group -> new GroupClaim(
                        instance.tenant(),
                        group,
                        List.of(new GroupClaim.Member(instance.id(), capacity.rack(host), partition))));
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<Recoveries.Moved> moved = claim.isEmpty() || groups.move(claim.get())
                    ? recoveries.move(instance.id(), host, capacity.zone(host), tenancy)
                    : Optional.empty();
            if (moved.isEmpty()) {
                status.setRollbackOnly();
            }
            return moved;
        }));
    }
}
