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
        int[] scores = ranking.scores(key);
        for (int zone = 0; zone < layout.zones(); zone++) {
            int from = layout.start(zone);
            int to = layout.start(zone + 1);
            int count = layout.given(zone);
            ranking.top(key, scores, from, to, into, given, count);
            if (extras > 0 && layout.hasMore(zone)) {
                int runnerUp = ranking.best(key, from, to, into, given, count);
                filled = enter(key, runnerUp, into, extrasStart, filled, extras);
            }
            given += count;
        }
    }

    /** Lets the next best of a zone compete for the places that not every zone gets, kept best first. */
    private int enter(long key, int runnerUp, int[] places, int offset, int filled, int count) {
        int at = filled;
        if (filled == count) {
            at = count - 1;
            if (!ranking.isBefore(key, runnerUp, places[offset + at])) {
                return count;
            }
        }
        while (at > 0 && ranking.isBefore(key, runnerUp, places[offset + at - 1])) {
            places[offset + at] = places[offset + at - 1];
            at--;
        }
        places[offset + at] = runnerUp;
        return Math.min(filled + 1, count);
    }
}
