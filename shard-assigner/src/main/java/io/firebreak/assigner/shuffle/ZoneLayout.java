package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.ActiveCells;
import java.util.stream.IntStream;

/**
 * The cells dealt to positions, those of one zone side by side, and how many members of a shard each zone gives: the
 * first {@code level} of every zone (all of a smaller one), and one more from {@code extras} of the larger zones. That is
 * as even as the zones allow.
 */
final class ZoneLayout {
    private final int[] cells;
    private final int[] starts;
    private final int level;
    private final int extras;

    private ZoneLayout(int[] cells, int[] starts, int level, int extras) {
        this.cells = cells;
        this.starts = starts;
        this.level = level;
        this.extras = extras;
    }

    static ZoneLayout of(ActiveCells active, int shardSize) {
        int[] cells = IntStream.range(0, active.zoneCount())
                .flatMap(zone -> IntStream.range(0, active.size()).filter(cell -> active.zone(cell) == zone))
                .toArray();
        int[] starts = new int[active.zoneCount() + 1];
        for (int position = 0; position < cells.length; position++) {
            starts[active.zone(cells[position]) + 1] = position + 1;
        }
        int level = 0;
        while (level < shardSize && givenBy(starts, level + 1) <= shardSize) {
            level++;
        }
        return new ZoneLayout(cells, starts, level, shardSize - givenBy(starts, level));
    }

    private static int givenBy(int[] starts, int level) {
        int given = 0;
        for (int zone = 0; zone + 1 < starts.length; zone++) {
            given += Math.min(level, starts[zone + 1] - starts[zone]);
        }
        return given;
    }

    /** How many positions there are. */
    int positions() {
        return cells.length;
    }

    /** The number of the cell at a position. */
    int cellAt(int position) {
        return cells[position];
    }

    /** The first position of a zone; for the number of zones, the end of the last. */
    int start(int zone) {
        return starts[zone];
    }

    /** How many members every zone gives, smaller ones fewer. */
    int level() {
        return level;
    }

    /** How many larger zones give one more. */
    int extras() {
        return extras;
    }

    int zones() {
        return starts.length - 1;
    }

    int size(int zone) {
        return starts[zone + 1] - starts[zone];
    }

    /** How many members the zone gives to every shard. */
    int given(int zone) {
        return Math.min(level, size(zone));
    }

    /** Tells whether the zone has a cell left after those it gives to every shard. */
    boolean hasMore(int zone) {
        return size(zone) > level;
    }
}
