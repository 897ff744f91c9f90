package io.firebreak.assigner.isolation;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Any method of assignment under rules: pinned tenants are on their pins, dedicated cells are the whole lattice of their
 * tenants and no part of anybody else's. Tenants apart are assigned in the order of their names, each under the first seed
 * that gives it no full shard of one before it. It remains a function of lattice, rules, seed and name.
 */
public final class IsolatedAssigner implements ShardAssigner {
    /** With two shards to choose from, the chance not to find the free one is 2^-1000. */
    private static final int MOST_SEEDS = 1_000;

    private final IsolationRules rules;
    private final AssignmentMethod method;
    private final long seed;
    private final ShardAssigner common;
    private final Map<TenantId, Shard> fixed = new TreeMap<>();

    /**
     * An assigner under rules.
     *
     * @throws IllegalArgumentException when every cell is dedicated, when tenants cannot be kept apart, or when the method
     *     refuses the cells that are left
     */
    public IsolatedAssigner(IsolationRules rules, AssignmentMethod method, long seed) {
        this.rules = rules;
        this.method = method;
        this.seed = seed;
        this.common = method.over(rules.common(), seed);
        SortedSet<TenantId> apart = rules.tenantsApart();
        apart.forEach(tenant -> rules.pinned(tenant).ifPresent(pin -> fixed.put(tenant, pin)));
        apart.forEach(tenant -> fixed.computeIfAbsent(tenant, this::apart));
    }

    private Shard apart(TenantId tenant) {
        SortedSet<TenantId> others = rules.apartFrom(tenant);
        for (long attempt = 0; attempt < MOST_SEEDS; attempt++) {
            Shard shard = method.over(rules.latticeOf(tenant), seed + attempt).assign(tenant);
            boolean free = fixed.entrySet().stream()
                    .noneMatch(other ->
                            others.contains(other.getKey()) && IsolationRules.shareAFullShard(other.getValue(), shard));
            if (free) {
                return shard;
            }
        }
        throw new IllegalArgumentException(
                "tenant %s cannot be kept apart from %s: in %d attempts it shared a full shard with one of them each time;"
                                .formatted(tenant, others, MOST_SEEDS)
                        + " it takes more cells, or fewer tenants apart");
    }

    @Override
    public Shard assign(TenantId tenant) {
        Shard known = fixed.get(tenant);
        if (known != null) {
            return known;
        }
        return rules.pinned(tenant).orElseGet(() -> assignerOf(tenant).assign(tenant));
    }

    private ShardAssigner assignerOf(TenantId tenant) {
        return rules.dedicatedTo(tenant).isEmpty() ? common : method.over(rules.latticeOf(tenant), seed);
    }
}
