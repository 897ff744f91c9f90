package io.firebreak.cell.admission;

import java.util.Locale;

/**
 * What kind of call it is, those that are shed last first. Each has a share of what is served at once and of the room for
 * those who wait. What one does not use the others may, the first of them first; it is given back in the other order.
 */
enum Level {
    /** About something this cell holds: no other cell can answer it, and ends make room. */
    OWNED(40),
    /** Something new: another cell of the shard can take it over, and its token lets it be repeated. */
    LAUNCH(40),
    /** What reads much or can be asked of any cell: a list without this cell is partial, and nothing is lost. */
    LIST(20);

    private static final int HUNDRED = 100;
    private static final String INSTANCES = "/v1/instances";

    private final int percent;
    private final String tag = name().toLowerCase(Locale.ROOT);

    Level(int percent) {
        this.percent = percent;
    }

    static Level of(String method, String path) {
        if (path.startsWith(INSTANCES + "/")) {
            return OWNED;
        }
        boolean reads = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        return reads ? LIST : LAUNCH;
    }

    /** Whether so many are less than its share of a whole. */
    boolean isWithinShare(int count, int whole) {
        return (long) count * HUNDRED < (long) percent * whole;
    }

    /** Whether so many are more than its share of a whole. */
    boolean isOverShare(int count, int whole) {
        return (long) count * HUNDRED > (long) percent * whole;
    }

    /** Whether it gives way to another one. */
    boolean isShedBefore(Level other) {
        return compareTo(other) > 0;
    }

    /** Its name in metrics. */
    String tag() {
        return tag;
    }
}
