package io.firebreak.router.observe;

import io.firebreak.assigner.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tenants with the most requests, among any number of tenants, in the memory of a few (Metwally, Agrawal and El Abbadi,
 * "Efficient computation of frequent and top-k elements in data streams", 2005). A tenant with more than a share of one in
 * {@code capacity} of all requests is always among them, and a count is too high by at most that share. They stand in a
 * heap, the least first, so that a request costs a few comparisons also when every one is of another tenant.
 */
final class HeavyHitters {
    private final int capacity;
    private final Map<TenantId, Counted> counted;
    private final @Nullable Counted[] heap;

    private static final class Counted {
        private final TenantId tenant;
        private final long atMostTooMany;
        private long requests;
        private int place;

        Counted(TenantId tenant, long requests, long atMostTooMany, int place) {
            this.tenant = tenant;
            this.requests = requests;
            this.atMostTooMany = atMostTooMany;
            this.place = place;
        }
    }

    /**
     * One of the tenants.
     *
     * @param requests at least this many less {@code atMostTooMany}, and no more than this many
     */
    record Hitter(TenantId tenant, long requests, long atMostTooMany) {}

    HeavyHitters(int capacity) {
        this.capacity = capacity;
        this.counted = HashMap.newHashMap(capacity);
        this.heap = new Counted[capacity];
    }

    void count(TenantId tenant) {
        Counted known = counted.get(tenant);
        if (known != null) {
            known.requests++;
            sink(known);
        } else if (counted.size() < capacity) {
            Counted first = new Counted(tenant, 1, 0, counted.size());
            counted.put(tenant, first);
            place(first, first.place);
            rise(first);
        } else {
            Counted least = at(0);
            counted.remove(least.tenant);
            Counted heir = new Counted(tenant, least.requests + 1, least.requests, 0);
            counted.put(tenant, heir);
            place(heir, 0);
            sink(heir);
        }
    }

    boolean has(TenantId tenant) {
        return counted.containsKey(tenant);
    }

    /** How many requests a tenant that is not among them may have had at most. */
    long mostMissed() {
        return counted.size() < capacity ? 0 : at(0).requests;
    }

    /** All of them, in no order. */
    List<Hitter> all() {
        return counted.values().stream()
                .map(it -> new Hitter(it.tenant, it.requests, it.atMostTooMany))
                .toList();
    }

    private void rise(Counted one) {
        while (one.place > 0) {
            Counted above = at((one.place - 1) / 2);
            if (above.requests <= one.requests) {
                return;
            }
            swap(above, one);
        }
    }

    private void sink(Counted one) {
        while (true) {
            int child = 2 * one.place + 1;
            if (child >= counted.size()) {
                return;
            }
            Counted least = at(child);
            if (child + 1 < counted.size() && at(child + 1).requests < least.requests) {
                least = at(child + 1);
            }
            if (least.requests >= one.requests) {
                return;
            }
            swap(one, least);
        }
    }

    private void swap(Counted above, Counted below) {
        int place = above.place;
        place(above, below.place);
        place(below, place);
    }

    private void place(Counted one, int place) {
        heap[place] = one;
        one.place = place;
    }

    @SuppressWarnings("NullAway") // every place below the number of tenants is taken
    private Counted at(int place) {
        return heap[place];
    }
}
