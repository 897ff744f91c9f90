package io.firebreak.assigner.analysis;

import java.util.stream.IntStream;

/** Tries every set of failed cells of one size, in lexicographic order. */
final class EveryCellSet {
    /** Parts tried side by side; fixed, so that sums are added in the same order on every machine. */
    private static final int PARTS = 8;

    private final ShardTable table;
    private final TenantsOfCells tenantsOfCells;
    private final int failed;

    EveryCellSet(ShardTable table, TenantsOfCells tenantsOfCells, int failed) {
        this.table = table;
        this.tenantsOfCells = tenantsOfCells;
        this.failed = failed;
    }

    Tally tally() {
        return IntStream.range(0, PARTS).parallel().mapToObj(this::part).toList().stream()
                .reduce(new Tally(), Tally::with);
    }

    /** Every set whose first cell is this part's. */
    private Tally part(int part) {
        Tally tally = new Tally();
        DeadCells dead = new DeadCells(table, tenantsOfCells);
        int[] set = new int[failed];
        for (int first = part; first <= table.cells() - failed; first += PARTS) {
            set[0] = first;
            if (failed == 1) {
                add(dead, set, tally);
            } else {
                dead.kill(first);
                extend(dead, set, 1, tally);
                dead.revive(first);
            }
        }
        return tally;
    }

    private void extend(DeadCells dead, int[] set, int size, Tally tally) {
        for (int cell = set[size - 1] + 1; cell <= table.cells() - failed + size; cell++) {
            set[size] = cell;
            if (size == failed - 1) {
                add(dead, set, tally);
            } else {
                dead.kill(cell);
                extend(dead, set, size + 1, tally);
                dead.revive(cell);
            }
        }
    }

    private void add(DeadCells dead, int[] set, Tally tally) {
        int last = set[failed - 1];
        double all = table.totalWeight();
        tally.add(dead.belowWith(last) / all, dead.hitWith(last) / all, set);
    }
}
