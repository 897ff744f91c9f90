package io.firebreak.assigner.analysis;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Blast radius by trial, with the real assigner and none of the arithmetic of {@link ShardSpace}. Each trial assigns all
 * tenants anew under a seed of its own and breaks something. The same generator state gives the same result again.
 */
public final class BlastRadiusSimulation {
    private final ShardSpace space;
    private final Lattice lattice;
    private final List<TenantId> tenants;
    private final int trials;

    /**
     * @param tenants how many tenants share the cells, from 1
     * @param trials from 1
     */
    public BlastRadiusSimulation(ShardSpace space, int tenants, int trials) {
        if (tenants < 1 || trials < 1) {
            throw new IllegalArgumentException("tenants %d and trials %d must be 1 or more".formatted(tenants, trials));
        }
        this.space = space;
        this.lattice = new Lattice(IntStream.range(0, space.cells())
                .mapToObj(i -> Cell.of("cell-" + (i + 1), "zone-" + (i % space.zones() + 1)))
                .toList());
        this.tenants = IntStream.rangeClosed(1, tenants)
                .mapToObj(number -> new TenantId("t-" + number))
                .toList();
        this.trials = trials;
    }

    /** Kills {@code failed} random cells in each trial. */
    public SimulatedBlastRadius failedCells(int failed, RandomGenerator chance) {
        List<CellId> cells =
                new ArrayList<>(lattice.cells().stream().map(Cell::id).toList());
        return run(chance, tenants.size(), assignment -> {
            Collections.shuffle(cells, chance);
            return assignment
                    .wholeShardHit(Set.copyOf(cells.subList(0, failed)))
                    .size();
        });
    }

    /**
     * Lets {@code poison} tenants take their shards down in each trial and counts the others.
     *
     * @throws IllegalArgumentException when no tenant is left over
     */
    public SimulatedBlastRadius poisonTenants(int poison, RandomGenerator chance) {
        if (poison < 0 || poison >= tenants.size()) {
            throw new IllegalArgumentException("poison tenants are %d: they must be 0 to %d, fewer than tenants"
                    .formatted(poison, tenants.size() - 1));
        }
        List<TenantId> poisoned = tenants.subList(0, poison);
        return run(
                chance,
                tenants.size() - poison,
                assignment ->
                        assignment.wholeShardHit(assignment.cellsOf(poisoned)).size() - poison);
    }

    private SimulatedBlastRadius run(RandomGenerator chance, int scored, Trial trial) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < trials; i++) {
            ShuffleAssigner assigner = new ShuffleAssigner(lattice, space.shardSize(), chance.nextLong());
            double share = (double) trial.tenantsBelow(Assignment.of(assigner, tenants)) / scored;
            sum += share;
            squares += share * share;
        }
        double mean = sum / trials;
        double variance = Math.max(0, squares / trials - mean * mean);
        return new SimulatedBlastRadius(mean, Interval.wilson(mean, observations(mean, variance)), trials);
    }

    /**
     * How many independent tenants the trials are worth: tenants of one trial fall together, the more of them the fewer
     * shards there are. Where every trial saw the same, each counts once.
     */
    private double observations(double mean, double varianceOfTrials) {
        return varianceOfTrials > 0 ? trials * mean * (1 - mean) / varianceOfTrials : trials;
    }

    @FunctionalInterface
    private interface Trial {
        int tenantsBelow(Assignment assignment);
    }
}
