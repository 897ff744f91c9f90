package io.firebreak.assigner.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slow, obvious oracle: every shard of a small space as a set of bits, with the probability of drawing it cell by cell,
 * each time any of the cells whose zone is not yet used.
 */
final class EveryShard {
    private final ShardSpace space;
    private final Map<Integer, Double> probabilities = new HashMap<>();

    EveryShard(ShardSpace space) {
        this.space = space;
        draw(0, 0, 1);
    }

    private void draw(int shard, int members, double probability) {
        if (members == space.shardSize()) {
            probabilities.merge(shard, probability, Double::sum);
            return;
        }
        List<Integer> open = new ArrayList<>();
        for (int cell = 0; cell < space.cells(); cell++) {
            if (!usesZoneOf(shard, cell)) {
                open.add(cell);
            }
        }
        open.forEach(cell -> draw(shard | (1 << cell), members + 1, probability / open.size()));
    }

    private boolean usesZoneOf(int shard, int cell) {
        for (int other = 0; other < space.cells(); other++) {
            if ((shard & (1 << other)) != 0 && other % space.zones() == cell % space.zones()) {
                return true;
            }
        }
        return false;
    }

    Map<Integer, Double> probabilities() {
        return probabilities;
    }

    double[] overlap() {
        double[] overlap = new double[space.shardSize() + 1];
        probabilities.forEach(
                (mine, p) -> probabilities.forEach((theirs, q) -> overlap[Integer.bitCount(mine & theirs)] += p * q));
        return overlap;
    }

    BlastRadius afterPoison(int poison) {
        double[] sums = new double[3];
        probabilities.forEach((victim, p) -> poison(victim, 0, poison, p, sums));
        return new BlastRadius(sums[0], sums[1], sums[2]);
    }

    private void poison(int victim, int dead, int left, double probability, double[] sums) {
        if (left > 0) {
            probabilities.forEach((shard, p) -> poison(victim, dead | shard, left - 1, probability * p, sums));
        } else {
            sums[outcome(victim, dead)] += probability;
        }
    }

    BlastRadius afterFailedCells(int failed) {
        double[] sums = new double[3];
        double all = 0;
        for (int dead = 0; dead < 1 << space.cells(); dead++) {
            if (Integer.bitCount(dead) == failed) {
                all++;
                for (Map.Entry<Integer, Double> victim : probabilities.entrySet()) {
                    sums[outcome(victim.getKey(), dead)] += victim.getValue();
                }
            }
        }
        return new BlastRadius(sums[0] / all, sums[1] / all, sums[2] / all);
    }

    /** 0: all of it is dead, 1: a part, 2: nothing. */
    private static int outcome(int victim, int dead) {
        if ((victim & ~dead) == 0) {
            return 0;
        }
        return (victim & dead) != 0 ? 1 : 2;
    }
}
