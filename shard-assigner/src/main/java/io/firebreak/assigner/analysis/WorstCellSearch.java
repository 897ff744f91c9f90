package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Looks for a bad set of failed cells where there are too many to try: from several starts, one cell at a time is exchanged
 * for the one that hurts most, until no exchange helps.
 */
final class WorstCellSearch {
    /** Starts beside the most loaded cells; more of them found nothing worse in the lattices tried. */
    private static final int RANDOM_STARTS = 8;
    /** Each pass that goes on has found something worse; this many are never seen. */
    private static final int MOST_PASSES = 50;

    private final ShardTable table;
    private final DeadCells dead;
    private final int failed;

    WorstCellSearch(ShardTable table, TenantsOfCells tenantsOfCells, int failed) {
        this.table = table;
        this.dead = new DeadCells(table, tenantsOfCells);
        this.failed = failed;
    }

    Tally search(RandomGenerator chance) {
        Tally tally = new Tally();
        climb(mostLoaded(), tally);
        for (int i = 0; i < RANDOM_STARTS; i++) {
            climb(i % 2 == 0 ? aroundATenant(chance) : RandomSet.of(failed, table.cells(), chance), tally);
        }
        return tally;
    }

    private int[] mostLoaded() {
        return IntStream.range(0, table.cells())
                .boxed()
                .sorted((one, other) -> Double.compare(dead.hitWith(other), dead.hitWith(one)))
                .limit(failed)
                .mapToInt(cell -> cell)
                .toArray();
    }

    /** A whole shard is lost at once, then random cells. */
    private int[] aroundATenant(RandomGenerator chance) {
        int row = chance.nextInt(table.tenants());
        int[] members = Arrays.copyOfRange(table.members, table.starts[row], table.starts[row + 1]);
        return IntStream.concat(Arrays.stream(members), Arrays.stream(RandomSet.of(failed, table.cells(), chance)))
                .distinct()
                .limit(failed)
                .toArray();
    }

    private void climb(int[] set, Tally tally) {
        Arrays.stream(set).forEach(dead::kill);
        boolean better = true;
        for (int pass = 0; better && pass < MOST_PASSES; pass++) {
            better = false;
            for (int i = 0; i < failed; i++) {
                double below = dead.below();
                double hit = dead.hit();
                dead.revive(set[i]);
                set[i] = best(set[i]);
                dead.kill(set[i]);
                better |= dead.below() > below || (dead.below() == below && dead.hit() > hit);
            }
        }
        Arrays.sort(set);
        tally.add(dead.below() / table.totalWeight(), dead.hit() / table.totalWeight(), set);
        Arrays.stream(set).forEach(dead::revive);
    }

    /** The living cell whose death hurts most; this one unless another is worse. */
    private int best(int best) {
        for (int cell = 0; cell < table.cells(); cell++) {
            if (!dead.isDead(cell)
                    && (dead.belowWith(cell) > dead.belowWith(best)
                            || (dead.belowWith(cell) == dead.belowWith(best)
                                    && dead.hitWith(cell) > dead.hitWith(best)))) {
                best = cell;
            }
        }
        return best;
    }
}
