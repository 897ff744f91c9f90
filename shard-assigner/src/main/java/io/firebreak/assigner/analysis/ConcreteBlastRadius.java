package io.firebreak.assigner.analysis;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * What faults do to the shards tenants really have: expected and worst case. Exact while there are at most 10⁷ sets of
 * cells or tenants to try. Beyond that the mean over failed cells is still exact, C(n − s, f − s) / C(n, f) of the weight
 * on shards of s cells; everything else comes from trials and a search, beside a bound.
 */
public final class ConcreteBlastRadius {
    private static final BigInteger MOST_SETS = BigInteger.valueOf(10_000_000);

    private final ShardTable table;
    private final TenantsOfCells tenantsOfCells;
    private final int trials;
    private final long seed;
    private final BigInteger mostSets;

    /**
     * @param trials where not every set is tried, from 1
     * @param seed decides the trials
     */
    public ConcreteBlastRadius(ShardTable table, int trials, long seed) {
        this(table, trials, seed, MOST_SETS);
    }

    ConcreteBlastRadius(ShardTable table, int trials, long seed, BigInteger mostSets) {
        this.table = table;
        this.tenantsOfCells = new TenantsOfCells(table);
        this.trials = trials;
        this.seed = seed;
        this.mostSets = mostSets;
    }

    /**
     * What the loss of that many cells does.
     *
     * @param failed f, 1 to the number of cells that are not out
     */
    public FaultOutlook<CellId> failedCells(int failed) {
        if (failed < 1 || failed > table.cells()) {
            throw new IllegalArgumentException(
                    "failed cells are %d: they must be 1 to %d".formatted(failed, table.cells()));
        }
        BigInteger sets = Binomials.choose(table.cells(), failed);
        if (sets.compareTo(mostSets) <= 0) {
            return exact(sets, new EveryCellSet(table, tenantsOfCells, failed).tally(), table::cell);
        }
        Tally found = new WorstCellSearch(table, tenantsOfCells, failed).search(new SplittableRandom(seed));
        BlastRadius mean = meanOfFailedCells(failed);
        return new FaultOutlook<>(
                sets,
                false,
                mean,
                BlastRadiusSimulation.of(table, trials)
                        .failedCells(failed, new SplittableRandom(seed))
                        .variance(),
                new Interval(mean.belowSlo(), mean.belowSlo()),
                worst(found, table::cell),
                new WorstBound(table).ofCells(failed) / table.totalWeight());
    }

    /**
     * What that many tenants do who take every cell of their shards down.
     *
     * @param poison p, 1 to one less than there are tenants
     */
    public FaultOutlook<TenantId> poisonTenants(int poison) {
        if (poison < 1 || poison >= table.tenants()) {
            throw new IllegalArgumentException("poison tenants are %d: they must be 1 to %d, fewer than tenants"
                    .formatted(poison, table.tenants() - 1));
        }
        BigInteger sets = Binomials.choose(table.tenants(), poison);
        if (sets.compareTo(mostSets) <= 0) {
            return exact(sets, new EveryTenantSet(table, tenantsOfCells, poison).tally(), table::tenant);
        }
        SimulatedBlastRadius seen =
                BlastRadiusSimulation.of(table, trials).poisonTenants(poison, new SplittableRandom(seed));
        Tally found = new WorstTenantSearch(table, tenantsOfCells, poison).search(new SplittableRandom(seed));
        return new FaultOutlook<>(
                sets,
                false,
                seen.mean(),
                seen.variance(),
                seen.interval(),
                worst(found, table::tenant),
                new WorstBound(table).shareOfTenants(poison));
    }

    private static <T> FaultOutlook<T> exact(BigInteger sets, Tally tally, IntFunction<T> named) {
        BlastRadius mean = tally.mean();
        WorstFault<T> worst = worst(tally, named);
        return new FaultOutlook<>(
                sets,
                true,
                mean,
                tally.variance(),
                new Interval(mean.belowSlo(), mean.belowSlo()),
                worst,
                worst.radius().belowSlo());
    }

    private static <T> WorstFault<T> worst(Tally tally, IntFunction<T> named) {
        return new WorstFault<>(Arrays.stream(tally.worst()).mapToObj(named).toList(), tally.worstRadius());
    }

    private BlastRadius meanOfFailedCells(int failed) {
        double[] weightOfSize = new double[table.cells() + 1];
        for (int row = 0; row < table.tenants(); row++) {
            weightOfSize[table.size(row)] += table.weights[row] / table.totalWeight();
        }
        double below = 0;
        double hit = 0;
        for (int size = 1; size < weightOfSize.length; size++) {
            if (weightOfSize[size] > 0) {
                BlastRadius ofSize = ShardSpace.unzoned(table.cells(), size).afterFailedCells(failed);
                below += weightOfSize[size] * ofSize.belowSlo();
                hit += weightOfSize[size] * (1 - ofSize.unaffected());
            }
        }
        return Tally.radius(below, hit);
    }
}
