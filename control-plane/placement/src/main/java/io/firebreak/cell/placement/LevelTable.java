package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a class by what is used. Open addressing with linear probing; a level that is removed makes those behind it
 * move up (Knuth, "The Art of Computer Programming", volume 3, 6.4, algorithm R). A slot has a level's hash code beside its
 * number, so that no level is loaded but the one that is looked for.
 */
final class LevelTable {
    private static final int FIRST_SIZE = 16;

    private final LevelNumbers levels;
    /** A hash code, and a number plus one; 0 is free. */
    private long[] slots = new long[FIRST_SIZE];

    private int size;

    LevelTable(LevelNumbers levels) {
        this.levels = levels;
    }

    @Nullable
    Level get(Resources used) {
        int hash = used.hashCode();
        int slot = home(hash);
        for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
            if (hash(entry) == hash) {
                Level level = levels.get(number(entry));
                if (level.isUsed(used)) {
                    return level;
                }
            }
            slot = next(slot);
        }
        return null;
    }

    /** Adds a level that is not there yet. */
    void add(Level level) {
        if (2 * ++size > slots.length) {
            long[] before = slots;
            slots = new long[2 * before.length];
            for (long entry : before) {
                if (entry != 0) {
                    put(entry);
                }
            }
        }
        put(((long) level.used().hashCode() << Integer.SIZE) | (level.number() + 1));
    }

    void remove(Level level) {
        int gap = home(level.used().hashCode());
        while (number(slots[gap]) != level.number()) {
            gap = next(gap);
        }
        size--;
        int slot = next(gap);
        for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
            if (distance(home(hash(entry)), slot) >= distance(gap, slot)) {
                slots[gap] = entry;
                gap = slot;
            }
            slot = next(slot);
        }
        slots[gap] = 0;
    }

    List<Level> all() {
        List<Level> all = new ArrayList<>(size);
        for (long entry : slots) {
            if (entry != 0) {
                all.add(levels.get(number(entry)));
            }
        }
        return all;
    }

    private void put(long entry) {
        int slot = home(hash(entry));
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = entry;
    }

    private static int hash(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    private static int number(long entry) {
        return (int) entry - 1;
    }

    /** Hash codes of figures that are multiples of one another crowd; the upper bits of the product do not (Knuth, 6.4). */
    private int home(int hash) {
        return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
