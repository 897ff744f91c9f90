package io.firebreak.assigner.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Finds a shard that overlaps with nobody too much, without moving anybody: depth first, the least loaded cells first. A
 * cell that led nowhere is left out of the rest of its branch, so every set of cells is looked at once at most. If it ends
 * before its bound, there is no such shard.
 */
final class DepthFirstSearch {
    /** Some tens of milliseconds. */
    private static final int MOST_STEPS = 200_000;

    private final Candidate candidate;
    private final int[] ordered;
    private final boolean[] leftOut;
    private int steps;

    DepthFirstSearch(Site site, ShardRequest request, int[] eligible, RandomGenerator chance) {
        this.candidate = site.candidate(request, eligible, tenant -> 1);
        double[] pressure = new double[site.domain.cells()];
        for (int cell : eligible) {
            pressure[cell] = site.pressure(cell, chance);
        }
        this.ordered = IntStream.of(eligible)
                .filter(cell -> site.fits(cell, request.weight()))
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> pressure[cell]))
                .mapToInt(cell -> cell)
                .toArray();
        this.leftOut = new boolean[site.domain.cells()];
    }

    /** The members, or none of them when nothing was found. */
    int[] find() {
        return extend(candidate.shardSize()) ? candidate.members() : new int[0];
    }

    boolean ended() {
        return steps < MOST_STEPS;
    }

    private boolean extend(int missing) {
        if (missing == 0) {
            return true;
        }
        if (++steps >= MOST_STEPS || free() < missing) {
            return false;
        }
        int round = candidate.round();
        int[] failed = new int[ordered.length];
        int failures = 0;
        boolean found = false;
        for (int i = 0; i < ordered.length && !found && ended(); i++) {
            int cell = ordered[i];
            if (isFree(cell) && candidate.isOpen(cell, round)) {
                candidate.add(cell);
                found = extend(missing - 1);
                if (!found) {
                    candidate.removeLast();
                    leftOut[cell] = true;
                    failed[failures++] = cell;
                }
            }
        }
        Arrays.stream(failed, 0, failures).forEach(cell -> leftOut[cell] = false);
        return found;
    }

    private boolean isFree(int cell) {
        return !leftOut[cell] && !candidate.isChosen(cell) && candidate.cost(cell) == 0;
    }

    private long free() {
        return IntStream.of(ordered).filter(this::isFree).count();
    }
}
