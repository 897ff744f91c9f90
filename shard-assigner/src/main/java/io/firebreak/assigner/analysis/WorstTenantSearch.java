package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Looks for a bad set of poison tenants where there are too many to try: the worst tenant, then whoever makes it worst. */
final class WorstTenantSearch {
    /** Looked at for the first place: all tenants of most regions. */
    private static final int MOST_FIRST = 20_000;
    /** Sets looked at for the other places together: a second or two with a million tenants. */
    private static final int MOST_FURTHER = 4_000;

    private final ShardTable table;
    private final FaultTrial trial;
    private final int poison;

    WorstTenantSearch(ShardTable table, TenantsOfCells tenantsOfCells, int poison) {
        this.table = table;
        this.trial = new FaultTrial(table, tenantsOfCells);
        this.poison = poison;
    }

    Tally search(RandomGenerator chance) {
        int[] set = {};
        for (int size = 1; size <= poison; size++) {
            set = best(Arrays.copyOf(set, size), size - 1, chance).worst();
        }
        Tally found = new Tally();
        for (int place = 0; place < poison; place++) {
            Tally exchanged = best(set, place, chance);
            set = exchanged.worst();
            found.with(exchanged);
        }
        return found;
    }

    /** The worst tenant for one place of a set, the other places as they are; who is there stays unless another is worse. */
    private Tally best(int[] set, int place, RandomGenerator chance) {
        int[] others = IntStream.range(0, set.length)
                .filter(i -> i != place)
                .map(i -> set[i])
                .toArray();
        int[] tried = set.clone();
        Tally tally = new Tally();
        if (!contains(others, set[place])) {
            add(tried, tally);
        }
        for (int row : candidates(others.length == 0 ? MOST_FIRST : 1 + MOST_FURTHER / poison, chance)) {
            if (!contains(others, row)) {
                tried[place] = row;
                add(tried, tally);
            }
        }
        return tally;
    }

    private int[] candidates(int most, RandomGenerator chance) {
        int tenants = table.tenants();
        return most >= tenants ? IntStream.range(0, tenants).toArray() : RandomSet.of(most, tenants, chance);
    }

    private static boolean contains(int[] set, int row) {
        return Arrays.stream(set).anyMatch(member -> member == row);
    }

    private void add(int[] set, Tally tally) {
        trial.clear();
        double leftOut = 0;
        for (int row : set) {
            trial.killShardOf(row);
            leftOut += table.weights[row];
        }
        double scored = table.totalWeight() - leftOut;
        tally.add((trial.below() - leftOut) / scored, (trial.hit() - leftOut) / scored, set);
    }
}
