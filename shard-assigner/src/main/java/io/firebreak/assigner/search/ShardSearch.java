package io.firebreak.assigner.search;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.search.SearchOutcome.Assigned;
import io.firebreak.assigner.search.SearchOutcome.Refused;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Assigns shards one after another and remembers them: any two share at most so many cells, no cell carries more than its
 * capacity, zones are used as evenly as they allow, the least loaded cells come first. Tenants who come one by one get the shards of a
 * design where a good one is known. Nobody who has a shard is moved, and nobody gets a short one: where the bounds cannot be kept, the outcome says so. The same calls under the same seed give
 * the same shards. For one thread.
 *
 * <p>Unlike a {@link io.firebreak.assigner.ShardAssigner} it is no function of the tenant's name: its shards must be kept
 * somewhere and given back with {@link #keep}.
 */
public final class ShardSearch {
    /** Steps for each tenant of a batch beside a fixed number: 336 tenants on 64 cells get some seconds at most. */
    private static final int STEPS_EACH = 100;

    private static final int STEPS_AT_LEAST = 20_000;

    private final Site site;
    private final Plans plans;
    private final RandomGenerator chance;

    /**
     * A search over a lattice on which nobody stands yet.
     *
     * @param seed decides between shards that are equally good
     */
    public ShardSearch(Lattice lattice, SearchBounds bounds, long seed) {
        this.site = new Site(lattice, bounds);
        this.plans = new Plans(site);
        this.chance = new SplittableRandom(seed);
    }

    /**
     * Takes in a shard that stands already, whatever it overlaps with: what is, is. New ones respect it.
     *
     * @throws IllegalArgumentException naming a tenant that has a shard, a cell that is out or of no lattice, or a weight
     *     that is not above 0
     */
    public void keep(TenantId tenant, Shard shard, double weight) {
        ShardRequest request = new ShardRequest(tenant, shard.size(), weight, Set.of(), Set.of());
        int[] members = site.domain.standing(shard);
        site.occupancy.place(site.roster.join(tenant), request.weight(), members);
    }

    /**
     * Gives a tenant a shard and moves nobody: a shard of a design while one is open, so that those who come later find
     * room too, and otherwise any within the bounds. Cost O(k · (n + d) + k² · load) where there is room, for d shards of the
     * design, 16,384 at most. The first of a shard size makes the design, in up to a second.
     *
     * @throws IllegalArgumentException when it has one, or asks for more cells than there are
     */
    public SearchOutcome add(ShardRequest request) {
        int[] eligible = site.eligible(request);
        int tenant = site.roster.join(request.tenant());
        site.roster.keepApart(request.tenant(), request.apart());
        int[] members = planned(request, eligible);
        if (members.length == 0) {
            DepthFirstSearch search = new DepthFirstSearch(site, request, eligible, chance);
            members = search.find();
            if (members.length == 0) {
                site.roster.leave(request.tenant());
                return refused(request, eligible.length, search.ended());
            }
        }
        site.occupancy.place(tenant, request.weight(), members);
        return new Assigned(site.domain.shard(members));
    }

    /** A plan knows nothing of tenants to be kept apart. */
    private int[] planned(ShardRequest request, int[] eligible) {
        return plans.on(eligible, request.shardSize())
                .map(plan -> plan.next(request.weight(), chance))
                .filter(members -> site.isWithinBounds(request, members))
                .orElse(new int[0]);
    }

    /**
     * Gives many tenants shards at once: they may give way to each other while it searches, so that more of them find room.
     * If some find none, it searches again from the shards of a design, and takes what places more. Nobody else is moved.
     *
     * @return an outcome for each tenant
     * @throws IllegalArgumentException as {@link #add}; then nobody has got a shard
     */
    public SortedMap<TenantId, SearchOutcome> addAll(Collection<ShardRequest> requests) {
        return addAll(requests, STEPS_AT_LEAST + STEPS_EACH * requests.size());
    }

    /**
     * The same with so many steps at most in each of both searches, each of which tries one shard; more steps place more tenants where room is
     * tight.
     */
    public SortedMap<TenantId, SearchOutcome> addAll(Collection<ShardRequest> requests, int mostSteps) {
        requests.forEach(site::eligible);
        Map<Integer, ShardRequest> joined = join(requests);
        RepairSearch search = new RepairSearch(site, site.roster.size(), mostSteps, chance);
        joined.forEach(search::add);
        search.run();
        if (!search.hasPlacedAll()) {
            search.runFrom(request -> planned(request, site.eligible(request)));
        }
        SortedMap<TenantId, SearchOutcome> outcomes = new TreeMap<>();
        for (ShardRequest request : requests) {
            Optional<Shard> shard = shard(request.tenant());
            outcomes.put(
                    request.tenant(),
                    shard.<SearchOutcome>map(Assigned::new)
                            .orElseGet(() -> refused(request, site.eligible(request).length, false)));
            if (shard.isEmpty()) {
                site.roster.leave(request.tenant());
            }
        }
        return outcomes;
    }

    private Map<Integer, ShardRequest> join(Collection<ShardRequest> requests) {
        Map<Integer, ShardRequest> joined = new LinkedHashMap<>();
        try {
            for (ShardRequest request : requests) {
                joined.put(site.roster.join(request.tenant()), request);
            }
        } catch (IllegalArgumentException e) {
            joined.values().forEach(request -> site.roster.leave(request.tenant()));
            throw e;
        }
        requests.forEach(request -> site.roster.keepApart(request.tenant(), request.apart()));
        return joined;
    }

    private SearchOutcome refused(ShardRequest request, int eligible, boolean proven) {
        String bounds = "share at most %d with every other shard%s"
                .formatted(
                        site.bounds.maxOverlap(),
                        Double.isInfinite(site.bounds.capacityPerWeight())
                                ? ""
                                : " and have room for weight %s under a capacity of %s"
                                        .formatted(request.weight(), site.bounds.capacityPerWeight()));
        return new Refused(
                proven,
                "tenant %s gets no shard of %d: %s of the %d active cells it may have %s"
                        .formatted(
                                request.tenant(),
                                request.shardSize(),
                                proven
                                        ? "no " + request.shardSize()
                                        : "in the steps allowed, no " + request.shardSize(),
                                eligible,
                                bounds));
    }

    /** Takes a tenant's shard away and tells which it was, if there was one. */
    public Optional<Shard> remove(TenantId tenant) {
        Optional<Shard> shard = shard(tenant);
        Integer number = site.roster.number(tenant);
        if (number != null) {
            site.occupancy.remove(number);
            site.roster.leave(tenant);
        }
        return shard;
    }

    /** A tenant's shard, if it has one. */
    public Optional<Shard> shard(TenantId tenant) {
        Integer number = site.roster.number(tenant);
        return number == null || !site.occupancy.has(number)
                ? Optional.empty()
                : Optional.of(site.domain.shard(site.occupancy.members(number)));
    }

    /** Everybody's shards, in the order of their names. */
    public SortedMap<TenantId, Shard> shards() {
        SortedMap<TenantId, Shard> shards = new TreeMap<>();
        for (Map.Entry<TenantId, Integer> entry : site.roster.numbers().entrySet()) {
            shards.put(entry.getKey(), site.domain.shard(site.occupancy.members(entry.getValue())));
        }
        return shards;
    }

    /** The weight of the tenants on a cell. */
    public double load(CellId cell) {
        return site.load(cell);
    }
}
