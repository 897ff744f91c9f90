package io.firebreak.cell.placement;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The levels of all classes by number, so that a host's line can name its level. Numbers of levels that are gone are given again. */
final class LevelNumbers {
    private @Nullable Level[] levels = new Level[64];
    private int[] free = new int[64];
    private int freeCount;
    private int next;

    /** A number no level has. */
    int take() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (next == levels.length) {
            levels = Arrays.copyOf(levels, 2 * next);
        }
        return next++;
    }

    void put(Level level) {
        levels[level.number()] = level;
    }

    Level get(int number) {
        Level level = levels[number];
        if (level == null) {
            throw new IllegalStateException("there is no level " + number);
        }
        return level;
    }

    void giveBack(int number) {
        levels[number] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = number;
    }
}
