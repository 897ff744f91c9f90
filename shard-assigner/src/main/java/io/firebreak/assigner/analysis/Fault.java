package io.firebreak.assigner.analysis;

import java.util.random.RandomGenerator;

/** A kind of fault that draws its victims. */
@FunctionalInterface
interface Fault {
    /** Kills cells and gives the weight of the tenants that are left out of the score, because they are the cause. */
    double strike(FaultTrial trial, RandomGenerator chance);

    /** Random cells fail. */
    static Fault failedCells(int failed) {
        return (trial, chance) -> {
            for (int cell : RandomSet.of(failed, trial.table().cells(), chance)) {
                trial.kill(cell);
            }
            return 0;
        };
    }

    /** Random tenants take every cell of their shard down. */
    static Fault poisonTenants(int poison) {
        return (trial, chance) -> {
            double weight = 0;
            for (int row : RandomSet.of(poison, trial.table().tenants(), chance)) {
                trial.killShardOf(row);
                weight += trial.table().weights[row];
            }
            return weight;
        };
    }
}
