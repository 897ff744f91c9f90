package io.firebreak.cell.launch;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.placement.Grouping;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.Refusal;
import io.firebreak.cell.quota.Usage;
import io.firebreak.cell.settings.CellSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Launches: place in memory, commit, and only then tell the hosts. What a crash leaves between any two steps is either
 * nothing, or committed instances whose commands the leader sends again.
 */
@Component
class Launcher {
    private final AccessView access;
    private final CapacityView capacity;
    private final GroupStore groups;
    private final LaunchPlanner planner;
    private final LaunchCommit commit;
    private final ClientTokens tokens;
    private final CommandQueue commands;
    private final LaunchMeters meters;
    private final CellId self;
    private final InstantSource clock;
    private final int tries;
    private final Duration patience;

    Launcher(
            AccessView access,
            CapacityView capacity,
            GroupStore groups,
            LaunchPlanner planner,
            LaunchCommit commit,
            ClientTokens tokens,
            CommandQueue commands,
            LaunchMeters meters,
            InstantSource clock,
            CellSettings settings) {
        this.access = access;
        this.capacity = capacity;
        this.groups = groups;
        this.planner = planner;
        this.commit = commit;
        this.tokens = tokens;
        this.commands = commands;
        this.meters = meters;
        this.clock = clock;
        this.self = settings.id();
        this.tries = settings.launch().tries();
        this.patience = settings.launch().patience();
    }

    LaunchOutcome launch(Tenant tenant, LaunchRequest request) {
        List<CellId> order = access.launchOrder(tenant, request.clientToken());
        if (!order.contains(self)) {
            return new LaunchOutcome.NotHere();
        }
        List<CellId> skipped = order.subList(0, order.indexOf(self));
        int most = request.maxCount();
        Instant end = clock.instant().plus(patience);
        for (int attempt = 1; attempt <= tries && clock.instant().isBefore(end); attempt++) {
            Optional<Grouping> grouping = groups.grouping(tenant.id(), request.placementGroup());
            if (grouping.isEmpty()) {
                return replay(tenant, request).orElseThrow(() -> unknownGroup(request));
            }
            PlacementRequest wanted = placement(tenant, request, most, grouping.get());
            Optional<LaunchOutcome> outcome = switch (meters.placing(() -> capacity.place(wanted))) {
                case Placement.Placed placed -> commit(tenant, request, skipped, placed);
                case Placement.Refused refused -> refuse(tenant, request, wanted, refused.reasons(), end);
            };
            if (outcome.isPresent()
                    && outcome.get() instanceof LaunchOutcome.OverQuota(Usage left)
                    && left.instancesOf(request.type().resources()) >= request.minCount()) {
                most = left.instancesOf(request.type().resources());
            } else if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new LaunchOutcome.Contended();
    }

    /** @param most instances, fewer than asked for where the tenant's quota leaves fewer */
    private static PlacementRequest placement(Tenant tenant, LaunchRequest request, int most, Grouping grouping) {
        return new PlacementRequest(
                request.type().family(),
                request.type().resources(),
                request.minCount(),
                most,
                request.zone(),
                request.tenancy(tenant.id()),
                grouping);
    }

    private static ProblemException unknownGroup(LaunchRequest request) {
        return Problem.of(
                        ErrorCode.UNKNOWN_PLACEMENT_GROUP,
                        "placementGroup is '%s'; GET /v1/placement-groups lists those you have in this cell"
                                .formatted(request.placementGroup().orElse("")))
                .asException();
    }

    /** Empty if it has to be placed anew. */
    private Optional<LaunchOutcome> commit(
            Tenant tenant, LaunchRequest request, List<CellId> skipped, Placement.Placed placed) {
        CommitOutcome outcome;
        LaunchPlan plan;
        try {
            plan = planner.plan(tenant, request, skipped, placed);
            outcome = commit.commit(plan);
        } catch (RuntimeException unknown) {
            capacity.cancel(placed.reservation());
            throw unknown;
        }
        if (outcome instanceof CommitOutcome.Committed(var hosts)) {
            capacity.confirm(placed.reservation(), hosts);
            commands.offer(
                    plan.instances().stream().map(NewInstance::runCommand).toList());
            return Optional.of(new LaunchOutcome.Launched(plan.token().answer()));
        }
        capacity.cancel(placed.reservation());
        if (outcome instanceof CommitOutcome.TokenTaken) {
            return replay(tenant, request);
        }
        if (outcome instanceof CommitOutcome.OverQuota(Usage left)) {
            return Optional.of(new LaunchOutcome.OverQuota(left));
        }
        capacity.refresh();
        return Optional.empty();
    }

    /**
     * A replay needs no room. And where this node sees none there may be some: the record is asked before that is said, and
     * if the room is held by launches in flight, they are waited for. Empty if it has to be placed anew.
     *
     * @param reasons of this node's refusal
     */
    private Optional<LaunchOutcome> refuse(
            Tenant tenant, LaunchRequest request, PlacementRequest wanted, Map<Refusal, Integer> reasons, Instant end) {
        Optional<LaunchOutcome> replayed = replay(tenant, request);
        if (replayed.isPresent()) {
            return replayed;
        }
        return switch (capacity.byRecord(wanted)) {
            case Placement.Refused refused -> Optional.of(new LaunchOutcome.NoRoom(refused.fitting(), reasons));
            case Placement.Placed _ -> {
                capacity.awaitSettled(Duration.between(clock.instant(), end));
                yield Optional.empty();
            }
        };
    }

    private Optional<LaunchOutcome> replay(Tenant tenant, LaunchRequest request) {
        return tokens.find(TokenKey.of(tenant.id(), request.clientToken())).map(recorded -> replay(recorded, request));
    }

    private static LaunchOutcome replay(TokenRecord recorded, LaunchRequest request) {
        return recorded.fingerprint().equals(request.fingerprint())
                ? new LaunchOutcome.Replayed(recorded.answer())
                : new LaunchOutcome.Mismatch();
    }
}
