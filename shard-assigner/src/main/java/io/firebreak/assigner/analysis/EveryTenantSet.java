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
        if (poison == 1) {
            return IntStream.range(0, PARTS).parallel().mapToObj(this::each).toList().stream()
                    .reduce(new Tally(), Tally::with);
        }
        Neighbours neighbours = new Neighbours(table, tenantsOfCells);
        return IntStream.range(0, PARTS).parallel().mapToObj(part -> new Part(neighbours).tally(part)).toList().stream()
                .reduce(new Tally(), Tally::with);
    }

    /** One eighth of the tenants, each by itself. */
    private Tally each(int part) {
        Tally tally = new Tally();
        FaultTrial trial = new FaultTrial(table, tenantsOfCells);
        double below = 0;
        double hit = 0;
        int from = (int) ((long) table.tenants() * part / PARTS);
        int to = (int) ((long) table.tenants() * (part + 1) / PARTS);
        for (int row = from; row < to; row++) {
            if (row == from || !table.same(row, row - 1)) {
                trial.clear();
                trial.killShardOf(row);
                below = trial.below();
                hit = trial.hit();
            }
            add(tally, below, hit, table.weights[row], new int[] {row});
        }
        return tally;
    }

    private void add(Tally tally, double below, double hit, double leftOut, int[] set) {
        double scored = table.totalWeight() - leftOut;
        tally.add((below - leftOut) / scored, (hit - leftOut) / scored, set);
    }

    /** The sets whose first tenant is one of every eight. */
    private final class Part {
        private final Tally tally = new Tally();
        private final PoisonPrefix prefix;
        private final int[] set = new int[poison];

        Part(Neighbours neighbours) {
            this.prefix = new PoisonPrefix(table, neighbours);
        }

        Tally tally(int part) {
            for (int first = part; first <= table.tenants() - poison; first += PARTS) {
                set[0] = first;
                extend(1, table.weights[first]);
            }
            return tally;
        }

        private void extend(int size, double leftOut) {
            if (size == poison - 1) {
                last(leftOut);
                return;
            }
            for (int row = set[size - 1] + 1; row <= table.tenants() - poison + size; row++) {
                set[size] = row;
                extend(size + 1, leftOut + table.weights[row]);
            }
        }

        private void last(double leftOut) {
            prefix.begin(set, poison - 1);
            double below = 0;
            double hit = 0;
            int from = set[poison - 2] + 1;
            for (int row = from; row < table.tenants(); row++) {
                set[poison - 1] = row;
                if (row == from || !table.same(row, row - 1)) {
                    below = prefix.belowWith(row);
                    hit = prefix.hitWith(row);
                }
                add(tally, below, hit, leftOut + table.weights[row], set);
            }
        }
    }
}
