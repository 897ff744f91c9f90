package io.firebreak.assigner.shuffle;

/**
 * The best of one ranking, in rounds over the zones: no zone gives its second cell before every zone that has one gave
 * its first. The ranking of two cells knows nothing of a third, so when one cell comes or goes at most one member changes.
 */
final class StableDraw implements Draw {
    private final ZoneLayout layout;
    private final Ranking ranking;

    StableDraw(ZoneLayout layout, Ranking ranking) {
        this.layout = layout;
        this.ranking = ranking;
    }

    @Override
    public void draw(long key, int[] into) {
        int given = 0;
        int extras = layout.extras();
        int extrasStart = into.length - extras;
        int filled = 0;
        for (int zone = 0; zone < layout.zones(); zone++) {
            int count = layout.given(zone);
            int runnerUp = ranking.top(key, layout.start(zone), layout.start(zone + 1), into, given, count);
            given += count;
            if (extras == 0 || runnerUp < 0) {
                continue;
            }
            if (filled < extras) {
                into[extrasStart + filled++] = runnerUp;
                if (filled == extras) {
                    ranking.heap(key, into, extrasStart, extras);
                }
            } else {
                ranking.offer(key, runnerUp, into, extrasStart, extras);
            }
        }
    }
}
