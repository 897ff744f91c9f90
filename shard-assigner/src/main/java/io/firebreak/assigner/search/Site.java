package io.firebreak.assigner.search;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/** The lattice, who stands on it and what may not be broken: what every way of searching works on. */
final class Site {
    /** Half a tenant: equal loads are told apart by chance, different ones are not. */
    private static final double SHAKE = 0.5;

    final Domain domain;
    final Occupancy occupancy;
    final Roster roster = new Roster();
    final SearchBounds bounds;

    Site(Lattice lattice, SearchBounds bounds) {
        this.domain = new Domain(lattice);
        this.occupancy = new Occupancy(domain.cells());
        this.bounds = bounds;
    }

    /** The active cells it may have, enough for its shard. */
    int[] eligible(ShardRequest request) {
        int[] eligible = domain.active(request.cells());
        if (request.shardSize() > eligible.length) {
            throw new IllegalArgumentException("shard size %d of %s must be 1 to %d, the number of active cells%s"
                    .formatted(
                            request.shardSize(),
                            request.tenant(),
                            eligible.length,
                            request.cells().isEmpty() ? "" : " it may have"));
        }
        return eligible;
    }

    Candidate candidate(ShardRequest request, int[] eligible, IntUnaryOperator costs) {
        return new Candidate(
                domain,
                occupancy,
                request.shardSize(),
                eligible,
                roster.size(),
                limits(request.tenant(), request.shardSize()),
                costs);
    }

    /** Whether these members share no more with anybody than they may. */
    boolean isWithinBounds(ShardRequest request, int[] members) {
        Candidate candidate = candidate(request, members, tenant -> 1);
        Arrays.stream(members).forEach(candidate::add);
        return candidate.conflicts().length == 0;
    }

    private IntUnaryOperator limits(TenantId tenant, int shardSize) {
        Set<Integer> apart = roster.apartFrom(tenant);
        int most = bounds.maxOverlap();
        return apart.isEmpty()
                ? other -> most
                : other -> apart.contains(other)
                        ? Math.min(most, Math.min(shardSize, occupancy.members(other).length) - 1)
                        : most;
    }

    /** Whether a cell has room for that much more. */
    boolean fits(int cell, double weight) {
        return occupancy.load(cell) + weight <= bounds.capacityPerWeight() * domain.weight(cell) * (1 + 1e-12);
    }

    /** The pressure where who may not move stands best. */
    double pressure(int cell, RandomGenerator chance) {
        return pressure(cell, SHAKE, chance);
    }

    /**
     * The load of a cell beside its weight, in mean tenants per cell of weight 1, shaken by at most so many tenants: lower
     * is better.
     */
    double pressure(int cell, double shake, RandomGenerator chance) {
        return (occupancy.load(cell) / occupancy.meanWeight() + shake * chance.nextDouble()) / domain.weight(cell);
    }

    double load(CellId cell) {
        return occupancy.load(domain.number(cell));
    }
}
