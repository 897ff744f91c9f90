package io.firebreak.assigner.shuffle;

import java.util.Arrays;

/**
 * Two rankings with rates that give every cell its share of members: one says which zones give one member more, the
 * other which cells of a zone are its members.
 */
final class LoadDraw implements Draw {
    private final ZoneLayout layout;
    private final Ranking zones;
    private final Ranking cells;

    LoadDraw(ZoneLayout layout, Ranking zones, Ranking cells) {
        this.layout = layout;
        this.zones = zones;
        this.cells = cells;
    }

    @Override
    public void draw(long key, int[] into) {
        // The zones that give one more wait in the last places; each is read before a member can stand there.
        int next = into.length - layout.extras();
        if (layout.extras() > 0) {
            zones.top(key, zones.scores(key), 0, layout.zones(), into, next, layout.extras());
            Arrays.sort(into, next, into.length);
        }
        int[] scores = cells.scores(key);
        int drawn = 0;
        for (int zone = 0; zone < layout.zones(); zone++) {
            int count = layout.given(zone);
            if (next < into.length && into[next] == zone) {
                count++;
                next++;
            }
            cells.top(key, scores, layout.start(zone), layout.start(zone + 1), into, drawn, count);
            drawn += count;
        }
    }
}
