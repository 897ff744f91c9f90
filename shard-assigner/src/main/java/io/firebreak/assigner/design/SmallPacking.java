package io.firebreak.assigner.design;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Packings of few points by hill-climbing: a random block is added when it meets no block in more than t points, and
 * takes the place of the one it meets so when there is only one. The seed is fixed, so every build finds the same.
 * Source: Stinson, "Hill-climbing algorithms for the construction of combinatorial designs", Annals of Discrete
 * Mathematics 1985.
 */
final class SmallPacking {
    /** Points are bits of a long. */
    static final int MOST_POINTS = 32;

    private static final int STEPS = 60_000;
    private static final long SEED = 1;

    private final int points;
    private final int size;
    private final int maxOverlap;
    private final long bound;
    private final SplittableRandom chance = new SplittableRandom(SEED);
    private final List<Long> chosen = new ArrayList<>();
    private List<Long> best = List.of();

    SmallPacking(int points, int size, int maxOverlap) {
        this.points = points;
        this.size = size;
        this.maxOverlap = maxOverlap;
        this.bound = PackingBound.johnson(points, size, maxOverlap).longValue();
    }

    /** The largest packing seen. */
    Blocks build() {
        for (int step = 0; step < STEPS && best.size() < bound; step++) {
            climb(randomBlock());
        }
        return new TableBlocks(points, size, best.stream().map(this::members).toList());
    }

    private void climb(long block) {
        int met = -1;
        for (int i = 0; i < chosen.size(); i++) {
            if (Long.bitCount(chosen.get(i) & block) > maxOverlap) {
                if (met >= 0) {
                    return;
                }
                met = i;
            }
        }
        if (met >= 0) {
            chosen.set(met, block);
            return;
        }
        chosen.add(block);
        if (chosen.size() > best.size()) {
            best = List.copyOf(chosen);
        }
    }

    private long randomBlock() {
        long block = 0;
        while (Long.bitCount(block) < size) {
            block |= 1L << chance.nextInt(points);
        }
        return block;
    }

    private int[] members(long block) {
        return java.util.stream.IntStream.range(0, points)
                .filter(point -> (block >>> point & 1) == 1)
                .toArray();
    }
}
