package io.firebreak.assigner.analysis;

import java.util.random.RandomGenerator;

/** A kind of fault that draws its victims. */
@FunctionalInterface
interface Fault {
    /** Breaks something in one of the trials. */
    void strike(TrialLanes trials, int lane, RandomGenerator chance);

    /** Random cells fail. */
    static Fault failedCells(int failed) {
        return (trials, lane, chance) -> {
            for (int cell : RandomSet.of(failed, trials.table().cells(), chance)) {
                trials.kill(lane, cell);
            }
        };
    }

    /** Random tenants take every cell of their shard down. */
    static Fault poisonTenants(int poison) {
        return (trials, lane, chance) -> {
            for (int row : RandomSet.of(poison, trials.table().tenants(), chance)) {
                trials.poison(lane, row);
            }
        };
    }
}
