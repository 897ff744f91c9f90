package io.firebreak.router.observe;

import io.firebreak.assigner.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tenants with the most requests, among any number of tenants, in the memory of a few (Metwally, Agrawal and El Abbadi,
 * "Efficient computation of frequent and top-k elements in data streams", 2005). A tenant with more than a share of one in
 * {@code capacity} of all requests is always among them, and a count is too high by at most that share.
 */
final class HeavyHitters {
    private static final Comparator<Hitter> BY_REQUESTS = Comparator.comparingLong(Hitter::requests)
            .reversed()
            .thenComparing(hitter -> hitter.tenant().value());

    private final int capacity;
    private final Map<TenantId, Hitter> counted = new HashMap<>();

    /**
     * One of the tenants.
     *
     * @param requests at least this many less {@code atMostTooMany}, and no more than this many
     */
    record Hitter(TenantId tenant, long requests, long atMostTooMany) {}

    HeavyHitters(int capacity) {
        this.capacity = capacity;
    }

    void count(TenantId tenant) {
        Hitter known = counted.get(tenant);
        if (known != null) {
            counted.put(tenant, new Hitter(tenant, known.requests() + 1, known.atMostTooMany()));
        } else if (counted.size() < capacity) {
            counted.put(tenant, new Hitter(tenant, 1, 0));
        } else {
            Hitter least = counted.values().stream()
                    .min(Comparator.comparingLong(Hitter::requests))
                    .orElseThrow();
            counted.remove(least.tenant());
            counted.put(tenant, new Hitter(tenant, least.requests() + 1, least.requests()));
        }
    }

    /** The first of them, those with the most requests first. */
    List<Hitter> top(int most) {
        return counted.values().stream().sorted(BY_REQUESTS).limit(most).toList();
    }
}
