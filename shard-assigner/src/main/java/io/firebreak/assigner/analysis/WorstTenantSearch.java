package io.firebreak.assigner.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Looks for a bad set of poison tenants where there are too many to try: the worst tenant, then whoever makes it worst. */
final class WorstTenantSearch {
    /** Looked at for the first place: all tenants of most regions. */
    private static final int MOST_FIRST = 20_000;
    /** Sets are filled and changed in so many steps at most, several places in each where there are more. */
    private static final int MOST_STEPS = 64;
    /** Sets looked at in all steps together; at most steps as many in each as one look shows. */
    private static final int MOST_FURTHER = 63 * MOST_STEPS;

    private final ShardTable table;
    private final FaultTrial trial;
    private final TrialLanes trials;
    private final int poison;
    private final int places;

    WorstTenantSearch(ShardTable table, TenantsOfCells tenantsOfCells, int poison) {
        this.table = table;
        this.trial = new FaultTrial(table, tenantsOfCells);
        this.trials = new TrialLanes(table);
        this.poison = poison;
        this.places = Math.ceilDiv(poison, MOST_STEPS);
    }

    Tally search(RandomGenerator chance) {
        int[] set = {};
        for (int place = 0; place < poison; place += places) {
            int[] longer = Arrays.copyOf(set, Math.min(place + places, poison));
            set = worst(others(longer, place, chance), chance).worst();
        }
        Tally found = new Tally();
        for (int place = 0; place < poison; place += places) {
            List<int[]> sets = others(set, place, chance);
            sets.addFirst(set);
            Tally exchanged = worst(sets, chance);
            set = exchanged.worst();
            found.with(exchanged);
        }
        return found;
    }

    /** Sets that have other tenants in the places from this one on, as many as make a step. */
    private List<int[]> others(int[] set, int place, RandomGenerator chance) {
        int changed = Math.min(places, set.length - place);
        BitSet kept = new BitSet();
        IntStream.range(0, set.length)
                .filter(i -> i < place || i >= place + changed)
                .forEach(i -> kept.set(set[i]));
        int most = set.length == 1 ? MOST_FIRST : 1 + MOST_FURTHER / Math.ceilDiv(poison, places);
        int[] drawn = Arrays.stream(candidates(most * changed, chance))
                .filter(row -> !kept.get(row))
                .toArray();
        List<int[]> sets = new ArrayList<>();
        for (int i = 0; i + changed <= drawn.length; i += changed) {
            int[] other = set.clone();
            System.arraycopy(drawn, i, other, place, changed);
            sets.add(other);
        }
        return sets;
    }

    private int[] candidates(int most, RandomGenerator chance) {
        int tenants = table.tenants();
        return most >= tenants ? IntStream.range(0, tenants).toArray() : RandomSet.of(most, tenants, chance);
    }

    private Tally worst(List<int[]> sets, RandomGenerator chance) {
        Tally tally = new Tally();
        if (sets.getFirst().length == 1) {
            sets.forEach(set -> addAlone(set, tally));
            return tally;
        }
        for (int from = 0; from < sets.size(); from += Long.SIZE) {
            List<int[]> together = sets.subList(from, Math.min(from + Long.SIZE, sets.size()));
            trials.run(
                    together.size(),
                    (all, lane, draws) -> Arrays.stream(together.get(lane)).forEach(row -> all.poison(lane, row)),
                    chance);
            for (int lane = 0; lane < together.size(); lane++) {
                tally.add(trials.below(lane), trials.hit(lane), together.get(lane));
            }
        }
        return tally;
    }

    /** One tenant touches so few others that they are looked at by themselves. */
    private void addAlone(int[] set, Tally tally) {
        trial.clear();
        trial.killShardOf(set[0]);
        double leftOut = table.weights[set[0]];
        double scored = table.totalWeight() - leftOut;
        tally.add((trial.below() - leftOut) / scored, (trial.hit() - leftOut) / scored, set);
    }
}
