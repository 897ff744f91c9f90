package io.firebreak.router.shedding;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many calls a router has under way at a cell that sheds, learnt from what it sheds: a little fewer when it does, a few more
 * while it does not, as TCP finds its window (Chiu and Jain, "Analysis of the increase and decrease algorithms for congestion
 * avoidance", 1989; AIMDLimit of Netflix's concurrency-limits). The cell's own queues stay full, so it decides who is served; what it would refuse
 * is refused here, where that costs neither of them a connection, a key check or a thread.
 *
 * <p>A tenant that has less than its even part under way is let through although the limit is reached: it is whoever has more
 * that gives way. So there may be up to twice the limit for a moment. Whose a call is says the name in its key, which only the
 * cell can check: who calls in another's name with a wrong key takes of that one's part, for as long as a cell takes to refuse it.
 */
final class CellLimit {
    /** So many are always let through: a cell is found well again by being asked. */
    static final int LEAST = 16;

    private static final double CUT = 0.9;
    /** Calls more for each time that all those under way were answered. */
    private static final double GAIN = 4;
    /** What is not used says nothing about whether more would do. */
    private static final double USED = 0.8;
    /** About as long as a call takes at a cell whose queues are full: what is shed within it was sent before the last cut. */
    private static final long BETWEEN_CUTS_NANOS = Duration.ofMillis(200).toNanos();
    /** With nothing shed and nothing held back for so long there is no overload. */
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MOST_OF_THE_LIMIT = 2;

    private final TenantShares tenants = new TenantShares();
    private final Map<Level, Integer> countedOf = new EnumMap<>(Level.class);
    private int counted;
    private double limit;
    private long cutAt;
    private long lastNews;

    /** A cell has shed a call when so many were under way. */
    CellLimit(int underWay, long nowNanos) {
        this.limit = Math.max(LEAST, CUT * underWay);
        this.cutAt = nowNanos;
        this.lastNews = nowNanos;
    }

    /**
     * Lets a call through, which must {@link #leave} once, or holds it back.
     *
     * @param tenant a hash of its name
     * @param underWay calls at the cell, those of before there was a limit included; those just let through may be missing
     */
    synchronized boolean enter(Level level, long tenant, int underWay, long nowNanos) {
        if (holdsBack(level, tenant, underWay, nowNanos)) {
            return false;
        }
        tenants.add(tenant);
        countedOf.merge(level, 1, Integer::sum);
        counted++;
        return true;
    }

    /** Whether {@link #enter} does not let such a call through. */
    synchronized boolean holdsBack(Level level, long tenant, int underWay, long nowNanos) {
        int calls = Math.max(underWay, counted);
        double part = Math.max(LEAST, level.partOf(limit, countedOf.getOrDefault(level, 0)));
        if (calls < part || (calls < MOST_OF_THE_LIMIT * limit && tenants.isWithinShare(tenant, part))) {
            return false;
        }
        lastNews = nowNanos;
        return true;
    }

    synchronized void leave(Level level, long tenant) {
        tenants.remove(tenant);
        countedOf.merge(level, -1, Integer::sum);
        counted--;
    }

    /** The cell has served a call. */
    synchronized void served(int underWay) {
        if (underWay >= USED * limit) {
            limit += GAIN / limit;
        }
    }

    /** The cell has refused a call, for it has too much to do. */
    synchronized void shed(long nowNanos) {
        lastNews = nowNanos;
        if (nowNanos - cutAt >= BETWEEN_CUTS_NANOS) {
            limit = Math.max(LEAST, CUT * limit);
            cutAt = nowNanos;
        }
    }

    synchronized boolean isOver(long nowNanos) {
        return nowNanos - lastNews >= QUIET_NANOS;
    }

    synchronized double limit() {
        return limit;
    }
}
