package io.firebreak.chaos.predict;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.analysis.Assignment;
import io.firebreak.assigner.analysis.BlastRadius;
import io.firebreak.assigner.analysis.ConcreteBlastRadius;
import io.firebreak.assigner.analysis.FaultOutlook;
import io.firebreak.assigner.analysis.ShardTable;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.math.BigInteger;
import java.util.List;

/**
 * What a fault does to the shards that named tenants really get; shares are of their weight.
 *
 * @param sets how many sets of cells or tenants the fault may be
 * @param exact whether all were tried
 * @param worst the worst set, or the worst found
 * @param bound no set takes a greater share below the SLO
 */
record Concrete(
        BigInteger sets,
        boolean exact,
        double belowSlo,
        double touched,
        double unaffected,
        double variance,
        List<Double> interval,
        Worst worst,
        double bound) {
    /** @param of names of cells or of tenants */
    record Worst(List<String> of, double belowSlo, double touched) {}

    /** The shards that the shuffle assigner gives to these tenants. */
    static ConcreteBlastRadius of(int cells, int zones, int shardSize, Tenants tenants, int trials, long seed) {
        Lattice lattice = Lattice.dealt(cells, zones);
        Assignment assignment = Assignment.of(
                new ShuffleAssigner(lattice, shardSize, seed), tenants.weights().keySet());
        ShardTable table =
                ShardTable.of(lattice, assignment, tenant -> tenants.weights().getOrDefault(tenant, 1.0));
        return new ConcreteBlastRadius(table, trials, seed);
    }

    static Concrete of(FaultOutlook<?> outlook) {
        BlastRadius worst = outlook.worst().radius();
        return new Concrete(
                outlook.sets(),
                outlook.exact(),
                outlook.mean().belowSlo(),
                outlook.mean().touched(),
                outlook.mean().unaffected(),
                outlook.variance(),
                List.of(outlook.interval().low(), outlook.interval().high()),
                new Worst(
                        outlook.worst().of().stream().map(Object::toString).toList(),
                        worst.belowSlo(),
                        worst.touched()),
                outlook.bound());
    }
}
