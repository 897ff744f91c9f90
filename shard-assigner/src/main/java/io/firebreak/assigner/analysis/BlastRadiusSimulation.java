package io.firebreak.assigner.analysis;

import io.firebreak.assigner.StableHash;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Blast radius by trial, with none of the arithmetic of {@link ShardSpace}. Each trial breaks something and looks at every
 * tenant, 64 trials with one look. Trials run in batches on all processors; each batch has chance of its own and the batches
 * are added in order, so the same generator state gives the same result on any number of processors.
 */
public final class BlastRadiusSimulation {
    /** A batch of so many shards costs little beside starting it; there are as many batches as that allows. */
    private static final long MEMBERS_DRAWN = 50_000_000;
    /** Drawn anew at least so often: the normal quantile then is within 3 % of Student's. */
    private static final int LEAST_BATCHES = 40;

    private static final int MOST_BATCHES_OF_ONE_TABLE = 64;

    private final Beginning beginning;
    private final boolean anew;
    private final int batches;
    private final int trials;
    private final int cells;
    private final int tenants;

    private BlastRadiusSimulation(Beginning beginning, boolean anew, int cells, int tenants, int batches, int trials) {
        this.beginning = beginning;
        this.anew = anew;
        this.cells = cells;
        this.tenants = tenants;
        this.batches = batches;
        this.trials = trials;
    }

    /**
     * Tenants that get their shards at random, and get them anew in each of many batches of trials.
     *
     * @param tenants how many tenants share the cells, from 1
     * @param trials from 1
     */
    public static BlastRadiusSimulation of(ShardSpace space, int tenants, int trials) {
        requireTrials(tenants, trials);
        ShardDraw draw = new ShardDraw(space);
        long affordable = MEMBERS_DRAWN / Math.multiplyExact((long) tenants, space.shardSize());
        int batches = Math.clamp(Math.max(affordable, LEAST_BATCHES), 1, trials);
        return new BlastRadiusSimulation(
                chance -> new TrialLanes(draw.tenants(tenants, chance)), true, space.cells(), tenants, batches, trials);
    }

    /** Tenants that have the shards they have: what the faults hit is all that is drawn. */
    public static BlastRadiusSimulation of(ShardTable table, int trials) {
        requireTrials(table.tenants(), trials);
        int batches = Math.min(trials, MOST_BATCHES_OF_ONE_TABLE);
        return new BlastRadiusSimulation(
                chance -> new TrialLanes(table), false, table.cells(), table.tenants(), batches, trials);
    }

    private static void requireTrials(int tenants, int trials) {
        if (tenants < 1 || trials < 1) {
            throw new IllegalArgumentException("tenants %d and trials %d must be 1 or more".formatted(tenants, trials));
        }
    }

    /** Kills {@code failed} random cells in each trial, 0 to all. */
    public SimulatedBlastRadius failedCells(int failed, RandomGenerator chance) {
        if (failed < 0 || failed > cells) {
            throw new IllegalArgumentException("failed cells are %d: they must be 0 to %d".formatted(failed, cells));
        }
        return run(chance, Fault.failedCells(failed));
    }

    /**
     * Lets {@code poison} random tenants take their shards down in each trial and counts the others.
     *
     * @throws IllegalArgumentException when no tenant is left over
     */
    public SimulatedBlastRadius poisonTenants(int poison, RandomGenerator chance) {
        if (poison < 0 || poison >= tenants) {
            throw new IllegalArgumentException(
                    "poison tenants are %d: they must be 0 to %d, fewer than tenants".formatted(poison, tenants - 1));
        }
        return run(chance, Fault.poisonTenants(poison));
    }

    private SimulatedBlastRadius run(RandomGenerator chance, Fault fault) {
        long seed = chance.nextLong();
        List<TrialSums> sums = IntStream.range(0, batches)
                .parallel()
                .mapToObj(batch -> batch(batch, new SplittableRandom(StableHash.combine(seed, batch)), fault))
                .toList();
        return TrialSums.result(sums, anew);
    }

    private TrialSums batch(int batch, RandomGenerator chance, Fault fault) {
        TrialLanes lanes = beginning.begin(chance);
        int count = trials / batches + (batch < trials % batches ? 1 : 0);
        double below = 0;
        double squares = 0;
        double hit = 0;
        for (int done = 0; done < count; done += Long.SIZE) {
            int running = Math.min(Long.SIZE, count - done);
            lanes.run(running, fault, chance);
            for (int lane = 0; lane < running; lane++) {
                double share = lanes.below(lane);
                below += share;
                squares += share * share;
                hit += lanes.hit(lane);
            }
        }
        return new TrialSums(count, below, squares, hit);
    }

    @FunctionalInterface
    private interface Beginning {
        TrialLanes begin(RandomGenerator chance);
    }
}
