package io.firebreak.cell.launch;

import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.commit.GroupWrite;
import io.firebreak.cell.commit.Written;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tokens, instances and reservations of launches in one transaction, each launch as a whole or not at all. Every such
 * transaction takes tokens before instances before hosts, and each of them in the order of their names. Hosts come last,
 * because every launch to them waits while they are locked.
 */
class LaunchTransaction implements GroupWrite<LaunchPlan, CommitOutcome> {
    private final Function<List<TokenRecord>, Set<TokenKey>> tokens;
    private final InstanceStore instances;
    private final HostStore hosts;

    /** @param tokens records those that are not recorded yet, and returns them */
    LaunchTransaction(Function<List<TokenRecord>, Set<TokenKey>> tokens, InstanceStore instances, HostStore hosts) {
        this.tokens = tokens;
        this.instances = instances;
        this.hosts = hosts;
    }

    @Override
    public Written<CommitOutcome> write(List<LaunchPlan> plans) {
        Set<TokenKey> claimed =
                tokens.apply(plans.stream().map(LaunchPlan::token).toList());
        List<LaunchPlan> launching = plans.stream()
                .filter(plan -> claimed.contains(plan.token().key()))
                .toList();
        instances.add(
                launching.stream().flatMap(plan -> plan.instances().stream()).toList());
        SortedMap<HostId, Resources> wanted = sum(launching);
        Map<HostId, HostCapacity> reserved = wanted.isEmpty()
                ? Map.of()
                : hosts.reserve(wanted).stream().collect(Collectors.toMap(HostCapacity::id, Function.identity()));
        if (reserved.size() < wanted.size()) {
            return without(plans, launching, refusing(wanted, reserved));
        }
        return new Written.Whole<>(plans.stream()
                .map(plan -> claimed.contains(plan.token().key())
                        ? committed(plan, reserved)
                        : new CommitOutcome.TokenTaken())
                .toList());
    }

    private static SortedMap<HostId, Resources> sum(List<LaunchPlan> plans) {
        SortedMap<HostId, Resources> sum = new TreeMap<>();
        plans.forEach(plan -> plan.reservations().forEach((host, amount) -> sum.merge(host, amount, Resources::plus)));
        return sum;
    }

    private static List<HostId> refusing(Map<HostId, Resources> wanted, Map<HostId, HostCapacity> reserved) {
        List<HostId> refusing = new ArrayList<>(wanted.keySet());
        refusing.removeAll(reserved.keySet());
        return refusing;
    }

    /** The refusing hosts are locked, so what they have left now is what there is to divide. */
    private Written<CommitOutcome> without(List<LaunchPlan> plans, List<LaunchPlan> launching, List<HostId> refusing) {
        Map<Integer, CommitOutcome> decided = new HashMap<>();
        for (int place : new RoomShares(hosts.read(refusing)).withoutRoom(launching, refusing)) {
            decided.put(plans.indexOf(launching.get(place)), new CommitOutcome.HostFull());
        }
        return new Written.Without<>(decided);
    }

    private static CommitOutcome committed(LaunchPlan plan, Map<HostId, HostCapacity> reserved) {
        List<HostCapacity> hosts = new ArrayList<>(reserved.values());
        hosts.removeIf(host -> !plan.reservations().containsKey(host.id()));
        return new CommitOutcome.Committed(hosts);
    }
}
