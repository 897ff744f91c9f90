package io.firebreak.cell.launch;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.access.TokenOrder;
import io.firebreak.cell.audit.AuditEntry;
import io.firebreak.cell.audit.AuditTrail;
import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.group.GroupClaim;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.idempotency.TokenState;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.lifecycle.InstanceViews;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.settings.CellSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes of a placed request what is to be committed: instances with ids and addresses, and the token with its answer. */
@Component
class LaunchPlanner {
    private final CapacityView capacity;
    private final PrivateAddresses addresses;
    private final InstanceViews views;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final CellId self;
    private final int cellNumber;
    private final Duration tokenLife;

    LaunchPlanner(
            CapacityView capacity,
            PrivateAddresses addresses,
            InstanceViews views,
            InstantSource clock,
            RandomGenerator random,
            JsonMapper json,
            AuditTrail audit,
            CellSettings settings) {
        this.capacity = capacity;
        this.addresses = addresses;
        this.views = views;
        this.clock = clock;
        this.random = random;
        this.json = json;
        this.audit = audit;
        this.self = settings.id();
        this.cellNumber = settings.number();
        this.tokenLife = settings.launch().tokenLife();
    }

    /** @param order the cells that decide before this one: its launch is then a take-over */
    LaunchPlan plan(Tenant tenant, LaunchRequest request, TokenOrder order, Placement.Placed placed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<NewInstance> instances = placed.hosts().stream()
                .map(host -> instance(tenant, request, host, now))
                .toList();
        boolean settled = order.isEmpty();
        LaunchAnswer answer = new LaunchAnswer(
                request.clientToken(),
                settled,
                instances.stream().map(views::of).toList());
        TokenRecord token = new TokenRecord(
                TokenKey.of(tenant.id(), request.clientToken()),
                request.fingerprint(),
                settled ? TokenState.SETTLED : TokenState.UNSETTLED,
                order.epoch(),
                order.former(),
                order.skipped(),
                self,
                answer,
                written(answer),
                now.plus(tokenLife));
        Optional<GroupClaim> claim = request.placementGroup()
                .map(group -> new GroupClaim(tenant.id(), group, members(instances, placed.partitions())));
        Optional<AuditEntry> entry = audit.done(
                instances.stream().map(instance -> instance.id().value()).toList());
        return new LaunchPlan(token, instances, request.tenancy(tenant.id()), claim, entry);
    }

    /** An answer as it is kept and sent. */
    String written(LaunchAnswer answer) {
        return json.writeValueAsString(answer);
    }

    private List<GroupClaim.Member> members(List<NewInstance> instances, List<Integer> partitions) {
        return IntStream.range(0, instances.size())
                .mapToObj(i -> new GroupClaim.Member(
                        instances.get(i).id(),
                        capacity.rack(instances.get(i).host()),
                        partitions.isEmpty() ? 0 : partitions.get(i)))
                .toList();
    }

    private NewInstance instance(Tenant tenant, LaunchRequest request, HostId host, Instant now) {
        return new NewInstance(
                InstanceId.draw(cellNumber, random),
                tenant.id(),
                request.clientToken(),
                request.type().name(),
                request.imageId(),
                request.recovery(),
                request.placementGroup().orElse(null),
                host,
                capacity.zone(host),
                addresses.next(),
                now,
                request.tags(),
                request.type().resources(),
                request.dedicated());
    }
}
