package io.firebreak.cell.launch;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.audit.AuditTrail;
import io.firebreak.cell.capacity.HostClaim;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.commit.GroupWrite;
import io.firebreak.cell.commit.Written;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.cell.quota.QuotaVerdict;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tokens, instances and reservations of launches in one transaction, each launch as a whole or not at all. Every such
 * transaction takes tokens before instances before quotas before placement groups before hosts, and each of them in the
 * order of their names. Hosts come last, because every launch to them waits while they are locked.
 */
class LaunchTransaction implements GroupWrite<LaunchPlan, CommitOutcome> {
    private final Function<List<TokenRecord>, Set<TokenKey>> tokens;
    private final InstanceStore instances;
    private final Quotas quotas;
    private final GroupStore groups;
    private final HostStore hosts;
    private final AuditTrail audit;

    /** @param tokens records those that are not recorded yet, and returns them */
    LaunchTransaction(
            Function<List<TokenRecord>, Set<TokenKey>> tokens,
            InstanceStore instances,
            Quotas quotas,
            GroupStore groups,
            HostStore hosts,
            AuditTrail audit) {
        this.tokens = tokens;
        this.instances = instances;
        this.quotas = quotas;
        this.groups = groups;
        this.hosts = hosts;
        this.audit = audit;
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
        audit.write(launching.stream().flatMap(plan -> plan.audit().stream()).toList());
        Set<LaunchPlan> putOff = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<LaunchPlan, CommitOutcome> refused = refusals(launching, putOff);
        if (!refused.isEmpty() || !putOff.isEmpty()) {
            return without(plans, refused, putOff);
        }
        SortedMap<HostId, HostClaim> wanted = sum(launching);
        Map<HostId, HostCapacity> reserved = wanted.isEmpty()
                ? Map.of()
                : hosts.reserve(wanted).stream().collect(Collectors.toMap(HostCapacity::id, Function.identity()));
        if (reserved.size() < wanted.size()) {
            return without(plans, withoutRoom(launching, refusing(wanted, reserved)), Set.of());
        }
        return new Written.Whole<>(plans.stream()
                .map(plan -> claimed.contains(plan.token().key())
                        ? committed(plan, reserved)
                        : new CommitOutcome.TokenTaken())
                .toList());
    }

    /**
     * Of the launches those that are over a quota, out of place in their group, or not free for their tenancy beside another.
     *
     * @param putOff takes those that are over a quota by what another launch of this write was counted with: that one may
     *     still be refused, or not be committed
     */
    private Map<LaunchPlan, CommitOutcome> refusals(List<LaunchPlan> launching, Set<LaunchPlan> putOff) {
        Map<LaunchPlan, CommitOutcome> refused = overQuota(launching, putOff);
        launching.stream()
                .filter(plan -> plan.group().isPresent())
                .sorted(Comparator.comparing(plan -> plan.group().orElseThrow().order()))
                .filter(plan -> !putOff.contains(plan))
                .filter(plan -> !groups.claim(plan.group().orElseThrow()))
                .forEach(plan -> refused.putIfAbsent(plan, new CommitOutcome.HostFull()));
        Map<HostId, Tenancy> tenancies = new HashMap<>();
        List<LaunchPlan> staying =
                launching.stream().filter(plan -> !putOff.contains(plan)).toList();
        for (LaunchPlan plan : staying) {
            for (HostId host : plan.reservations().keySet()) {
                Tenancy other = tenancies.putIfAbsent(host, plan.tenancy());
                if (other != null && !other.sharesWith(plan.tenancy())) {
                    refused.putIfAbsent(plan, new CommitOutcome.HostFull());
                }
            }
        }
        return refused;
    }

    private Map<LaunchPlan, CommitOutcome> overQuota(List<LaunchPlan> launching, Set<LaunchPlan> putOff) {
        List<QuotaVerdict> verdicts =
                quotas.charge(launching.stream().map(LaunchPlan::charge).toList());
        Set<TenantId> counted = new HashSet<>();
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof QuotaVerdict.Charged) {
                counted.add(launching.get(i).charge().tenant());
            }
        }
        Map<LaunchPlan, CommitOutcome> refused = new LinkedHashMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            LaunchPlan plan = launching.get(i);
            if (verdicts.get(i) instanceof QuotaVerdict.Exceeded(Usage left)) {
                if (counted.contains(plan.charge().tenant())) {
                    putOff.add(plan);
                } else {
                    refused.put(plan, new CommitOutcome.OverQuota(left));
                }
            }
        }
        return refused;
    }

    /** The refusing hosts are locked, so what they have left now is what there is to divide. */
    private Map<LaunchPlan, CommitOutcome> withoutRoom(List<LaunchPlan> launching, List<HostId> refusing) {
        return new RoomShares(hosts.read(refusing))
                .withoutRoom(launching, refusing).stream()
                        .collect(Collectors.toMap(launching::get, place -> new CommitOutcome.HostFull()));
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

    private static Written<CommitOutcome> without(
            List<LaunchPlan> plans, Map<LaunchPlan, CommitOutcome> refused, Set<LaunchPlan> putOff) {
        return new Written.Without<>(
                refused.entrySet().stream()
                        .collect(Collectors.toMap(refusal -> plans.indexOf(refusal.getKey()), Map.Entry::getValue)),
                putOff.stream().map(plans::indexOf).collect(Collectors.toSet()));
    }

    private static CommitOutcome committed(LaunchPlan plan, Map<HostId, HostCapacity> reserved) {
        List<HostCapacity> hosts = plan.reservations().keySet().stream()
                .map(host -> Objects.requireNonNull(reserved.get(host)))
                .toList();
        return new CommitOutcome.Committed(hosts);
    }
}
