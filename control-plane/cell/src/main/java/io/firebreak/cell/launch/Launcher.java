package io.firebreak.cell.launch;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.access.TokenOrder;
import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.edge.CallDeadline;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.placement.Grouping;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.Refusal;
import io.firebreak.cell.quota.Usage;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.settlement.FormerShard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    private final FormerShard formerShard;
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
            FormerShard formerShard,
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
        this.formerShard = formerShard;
        this.commands = commands;
        this.meters = meters;
        this.clock = clock;
        this.self = settings.id();
        this.tries = settings.launch().tries();
        this.patience = settings.launch().patience();
    }

    LaunchOutcome launch(Tenant tenant, LaunchRequest request) {
        Optional<TokenOrder> order = access.tokenOrder(tenant, request.clientToken(), self);
        if (order.isEmpty()) {
            return new LaunchOutcome.NotHere();
        }
        return order.get().former().isEmpty()
                ? launch(tenant, request, order.get())
                : launchOfMoving(tenant, request, order.get());
    }

    /**
     * The tenant's earlier cells decide on its tokens until all of that time are forgotten: they are asked before anything
     * is launched, and told before it is answered. If they do not answer, this is a take-over like any other.
     */
    private LaunchOutcome launchOfMoving(Tenant tenant, LaunchRequest request, TokenOrder order) {
        TokenKey key = TokenKey.of(tenant.id(), request.clientToken());
        Optional<LaunchOutcome> known = replay(tenant, request)
                .or(() -> formerShard
                        .find(key, order.former().getFirst())
                        .map(found -> replay(found.fingerprint(), found.answer(), request)));
        if (known.isPresent()) {
            return known.get();
        }
        LaunchOutcome outcome = launch(tenant, request, order);
        if (!(outcome instanceof LaunchOutcome.Launched)) {
            return outcome;
        }
        formerShard.settle(key);
        return tokens.find(key)
                .filter(recorded -> recorded.answer().settled())
                .map(recorded -> recorded.winner().equals(self)
                        ? new LaunchOutcome.Launched(recorded.answer(), planner.written(recorded.answer()))
                        : replay(recorded.fingerprint(), recorded.answer(), request))
                .orElse(outcome);
    }

    private LaunchOutcome launch(Tenant tenant, LaunchRequest request, TokenOrder order) {
        int most = request.maxCount();
        Instant end = end();
        for (int attempt = 1; attempt <= tries && clock.instant().isBefore(end); attempt++) {
            Optional<Grouping> grouping = groups.grouping(tenant.id(), request.placementGroup());
            if (grouping.isEmpty()) {
                return replay(tenant, request).orElseThrow(() -> unknownGroup(request));
            }
            PlacementRequest wanted = placement(tenant, request, most, grouping.get());
            Optional<LaunchOutcome> outcome = switch (meters.placing(() -> capacity.place(wanted))) {
                case Placement.Placed placed -> commit(tenant, request, order, placed);
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

    /** Nobody waits for an answer after that. */
    private Instant end() {
        Instant promised = clock.instant().plus(patience);
        return CallDeadline.current().filter(promised::isAfter).orElse(promised);
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
            Tenant tenant, LaunchRequest request, TokenOrder order, Placement.Placed placed) {
        CommitOutcome outcome;
        LaunchPlan plan;
        try {
            plan = planner.plan(tenant, request, order, placed);
            outcome = commit.commit(plan);
        } catch (RuntimeException unknown) {
            capacity.cancel(placed.reservation());
            throw unknown;
        }
        if (outcome instanceof CommitOutcome.Committed(var hosts)) {
            capacity.confirm(placed.reservation(), hosts);
            commands.offer(
                    plan.instances().stream().map(NewInstance::runCommand).toList());
            return Optional.of(new LaunchOutcome.Launched(
                    plan.token().answer(), plan.token().written()));
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
        return tokens.find(TokenKey.of(tenant.id(), request.clientToken()))
                .map(recorded -> replay(recorded.fingerprint(), recorded.answer(), request));
    }

    private static LaunchOutcome replay(Fingerprint recorded, LaunchAnswer answer, LaunchRequest request) {
        return recorded.equals(request.fingerprint())
                ? new LaunchOutcome.Replayed(answer)
                : new LaunchOutcome.Mismatch();
    }
}
