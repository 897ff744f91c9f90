package io.firebreak.assigner.analysis;

import java.util.stream.IntStream;

/** Tries every set of poison tenants of one size. Tenants with the same shard stand together and are looked at once. */
final class EveryTenantSet {
    /** Parts tried side by side; fixed, so that sums are added in the same order on every machine. */
    private static final int PARTS = 8;

    private final ShardTable table;
    private final TenantsOfCells tenantsOfCells;
    private final int poison;

    EveryTenantSet(ShardTable table, TenantsOfCells tenantsOfCells, int poison) {
        this.table = table;
        this.tenantsOfCells = tenantsOfCells;
        this.poison = poison;
    }

    Tally tally() {
        return IntStream.range(0, PARTS).parallel().mapToObj(part -> new Part(part).tally()).toList().stream()
                .reduce(new Tally(), Tally::with);
    }

    private final class Part {
        private final int part;
        private final Tally tally = new Tally();
        private final FaultTrial trial = new FaultTrial(table, tenantsOfCells);
        private final int[] set = new int[poison];
        private double below;
        private double hit;

        Part(int part) {
            this.part = part;
        }

        Tally tally() {
            for (int first = part; first <= table.tenants() - poison; first += PARTS) {
                set[0] = first;
                extend(1, table.weights[first], true);
            }
            return tally;
        }

        private void extend(int size, double leftOut, boolean changed) {
            if (size == poison) {
                score(leftOut, changed);
                return;
            }
            boolean anew = true;
            for (int row = set[size - 1] + 1; row <= table.tenants() - poison + size; row++) {
                set[size] = row;
                anew = anew || size < poison - 1 || !table.same(row, row - 1);
                extend(size + 1, leftOut + table.weights[row], anew);
                anew = false;
            }
        }

        private void score(double leftOut, boolean changed) {
            if (changed) {
                trial.clear();
                for (int row : set) {
                    trial.killShardOf(row);
                }
                below = trial.below();
                hit = trial.hit();
            }
            double scored = table.totalWeight() - leftOut;
            tally.add((below - leftOut) / scored, (hit - leftOut) / scored, set);
        }
    }
}
