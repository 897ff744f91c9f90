package io.firebreak.cell.launch;

import io.firebreak.cell.capacity.HostClaim;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.commit.GroupWrite;
import io.firebreak.cell.commit.Written;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tokens, instances and reservations of launches in one transaction, each launch as a whole or not at all. Every such
 * transaction takes tokens before instances before placement groups before hosts, and each of them in the order of their names. Hosts come last,
 * because every launch to them waits while they are locked.
 */
@Component
class LaunchTransaction implements GroupWrite<LaunchPlan, CommitOutcome> {
    private final ClientTokens tokens;
    private final InstanceStore instances;
    private final GroupStore groups;
    private final HostStore hosts;

    LaunchTransaction(ClientTokens tokens, InstanceStore instances, GroupStore groups, HostStore hosts) {
        this.tokens = tokens;
        this.instances = instances;
        this.groups = groups;
        this.hosts = hosts;
    }

    @Override
    public Written<CommitOutcome> write(List<LaunchPlan> plans) {
        Set<TokenKey> claimed =
                tokens.claim(plans.stream().map(LaunchPlan::token).toList());
        List<LaunchPlan> launching = plans.stream()
                .filter(plan -> claimed.contains(plan.token().key()))
                .toList();
        instances.add(
                launching.stream().flatMap(plan -> plan.instances().stream()).toList());
        List<LaunchPlan> outOfPlace = outOfPlace(launching);
        if (!outOfPlace.isEmpty()) {
            return without(plans, outOfPlace);
        }
        SortedMap<HostId, HostClaim> wanted = sum(launching);
        Map<HostId, HostCapacity> reserved = wanted.isEmpty()
                ? Map.of()
                : hosts.reserve(wanted).stream().collect(Collectors.toMap(HostCapacity::id, Function.identity()));
        if (reserved.size() < wanted.size()) {
            // The refusing hosts are locked, so what they have left now is what there is to divide.
            List<HostId> refusing = refusing(wanted, reserved);
            return without(
                    plans,
                    new RoomShares(hosts.read(refusing))
                            .withoutRoom(launching, refusing).stream()
                                    .map(launching::get)
                                    .toList());
        }
        return new Written.Whole<>(plans.stream()
                .map(plan -> claimed.contains(plan.token().key())
                        ? committed(plan, reserved)
                        : new CommitOutcome.TokenTaken())
                .toList());
    }

    /** Launches whose racks their placement group no longer allows, or whose hosts are not free for their tenancy beside the others. */
    private List<LaunchPlan> outOfPlace(List<LaunchPlan> launching) {
        List<LaunchPlan> refused = new ArrayList<>();
        launching.stream()
                .filter(plan -> plan.group().isPresent())
                .sorted(Comparator.comparing(plan -> plan.group().orElseThrow().order()))
                .filter(plan -> !groups.claim(plan.group().orElseThrow()))
                .forEach(refused::add);
        Map<HostId, Tenancy> tenancies = new HashMap<>();
        for (LaunchPlan plan : launching) {
            for (HostId host : plan.reservations().keySet()) {
                Tenancy other = tenancies.putIfAbsent(host, plan.tenancy());
                if (other != null && !other.sharesWith(plan.tenancy()) && !refused.contains(plan)) {
                    refused.add(plan);
                }
            }
        }
        return refused;
    }

    private static SortedMap<HostId, HostClaim> sum(List<LaunchPlan> plans) {
        SortedMap<HostId, HostClaim> sum = new TreeMap<>();
        plans.forEach(plan -> plan.reservations()
                .forEach((host, amount) -> sum.merge(host, new HostClaim(amount, plan.tenancy()), HostClaim::plus)));
        return sum;
    }

    private static List<HostId> refusing(Map<HostId, HostClaim> wanted, Map<HostId, HostCapacity> reserved) {
        List<HostId> refusing = new ArrayList<>(wanted.keySet());
        refusing.removeAll(reserved.keySet());
        return refusing;
    }

    private static Written<CommitOutcome> without(List<LaunchPlan> plans, List<LaunchPlan> refused) {
        return new Written.Without<>(
                refused.stream().collect(Collectors.toMap(plans::indexOf, plan -> new CommitOutcome.HostFull())));
    }

    private static CommitOutcome committed(LaunchPlan plan, Map<HostId, HostCapacity> reserved) {
        List<HostCapacity> hosts = new ArrayList<>(reserved.values());
        hosts.removeIf(host -> !plan.reservations().containsKey(host.id()));
        return new CommitOutcome.Committed(hosts);
    }
}
