package io.firebreak.cell.placement;

import java.util.Arrays;

/** The levels of one grade of a class, each beside the bits of the shapes that fit it, so that a search reads on in memory. */
final class Shelf {
    private Level[] levels = new Level[2];
    private long[] fits = new long[2];
    private int size;
    /** The shapes that fit some level. */
    private long fitSome;

    int size() {
        return size;
    }

    Level at(int position) {
        return levels[position];
    }

    /** Whether one more of the shape fits the hosts of the level at this position. */
    boolean fits(int position, int shape) {
        return ((fits[position] >>> shape) & 1) != 0;
    }

    /** Returns the shapes that fit some level only now. */
    long add(Level level, long shapes) {
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, 2 * size);
            fits = Arrays.copyOf(fits, 2 * size);
        }
        levels[size] = level;
        fits[size] = shapes;
        level.position(size++);
        long more = shapes & ~fitSome;
        fitSome |= shapes;
        return more;
    }

    /** Returns the shapes that fit no level any more. */
    long remove(Level level) {
        int position = level.position();
        Level last = levels[--size];
        levels[position] = last;
        fits[position] = fits[size];
        last.position(position);
        long still = 0;
        for (int i = 0; i < size; i++) {
            still |= fits[i];
        }
        long gone = fitSome & ~still;
        fitSome = still;
        return gone;
    }

    void fits(Level level, int shape) {
        fits[level.position()] |= 1L << shape;
        fitSome |= 1L << shape;
    }

    void forgetShapes() {
        Arrays.fill(fits, 0);
        fitSome = 0;
    }
}
