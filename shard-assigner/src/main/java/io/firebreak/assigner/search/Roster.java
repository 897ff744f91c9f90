package io.firebreak.assigner.search;

import io.firebreak.assigner.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tenants by number, and who must not share a full shard with whom. Numbers of those who left are given again. */
final class Roster {
    private final Map<TenantId, Integer> numbers = new HashMap<>();
    private final List<@Nullable TenantId> tenants = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<TenantId, Set<TenantId>> apart = new HashMap<>();

    int join(TenantId tenant) {
        if (numbers.containsKey(tenant)) {
            throw new IllegalArgumentException("tenant '%s' has a shard already".formatted(tenant));
        }
        Integer number = free.poll();
        if (number == null) {
            number = tenants.size();
            tenants.add(tenant);
        } else {
            tenants.set(number, tenant);
        }
        numbers.put(tenant, number);
        return number;
    }

    void leave(TenantId tenant) {
        Integer number = numbers.remove(tenant);
        if (number != null) {
            tenants.set(number, null);
            free.push(number);
        }
        Set<TenantId> others = apart.remove(tenant);
        if (others != null) {
            others.forEach(other -> apart.getOrDefault(other, new HashSet<>()).remove(tenant));
        }
    }

    void keepApart(TenantId tenant, Set<TenantId> others) {
        for (TenantId other : others) {
            if (!other.equals(tenant)) {
                apart.computeIfAbsent(tenant, it -> new HashSet<>()).add(other);
                apart.computeIfAbsent(other, it -> new HashSet<>()).add(tenant);
            }
        }
    }

    /** The numbers of the tenants it must not share a full shard with. */
    Set<Integer> apartFrom(TenantId tenant) {
        Set<Integer> others = new HashSet<>();
        for (TenantId other : apart.getOrDefault(tenant, Set.of())) {
            Integer number = numbers.get(other);
            if (number != null) {
                others.add(number);
            }
        }
        return others;
    }

    @Nullable
    Integer number(TenantId tenant) {
        return numbers.get(tenant);
    }

    Map<TenantId, Integer> numbers() {
        return numbers;
    }

    /** One more than the greatest number ever given. */
    int size() {
        return tenants.size();
    }
}
