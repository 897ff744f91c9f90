package io.firebreak.router.health;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Whether one cell is gray: it takes calls and answers too many of them badly or not at all, yet enough of them well to keep
 * its breaker closed. It is gray as soon as enough of its last calls failed, is then avoided for a time, and comes back
 * slowly: the share of calls that go to it first rises from none to all. Time is told, not read.
 */
final class GrayWatch {
    private final OutlierSettings settings;
    private final BitSet failed;
    private int next;
    private long avoidedUntil;
    private long wholeAgainAt;
    private long awayNanos;
    private boolean everGray;

    GrayWatch(OutlierSettings settings) {
        this.settings = settings;
        this.failed = new BitSet(settings.window());
    }

    /** A call of the cell ended. */
    synchronized void record(boolean callFailed, long nowNanos) {
        failed.set(next, callFailed);
        next = (next + 1) % settings.window();
        if (callFailed && failed.cardinality() >= settings.failures() && !isAway(nowNanos)) {
            turnGray(nowNanos);
        }
    }

    /** Whether a call that can go elsewhere should; while the cell comes back, chance decides. */
    synchronized boolean avoids(long nowNanos, RandomGenerator random) {
        if (!everGray || nowNanos - wholeAgainAt >= 0) {
            return false;
        }
        if (isAway(nowNanos)) {
            return true;
        }
        double share = (nowNanos - avoidedUntil) / (double) (wholeAgainAt - avoidedUntil);
        return random.nextDouble() >= share;
    }

    /** Whether no call that can go elsewhere comes here. */
    synchronized boolean isAway(long nowNanos) {
        return everGray && nowNanos - avoidedUntil < 0;
    }

    private void turnGray(long nowNanos) {
        boolean again = everGray && nowNanos - wholeAgainAt < 0;
        awayNanos = again
                ? Math.min(2 * awayNanos, settings.longestAway().toNanos())
                : settings.away().toNanos();
        avoidedUntil = nowNanos + awayNanos;
        wholeAgainAt = avoidedUntil + settings.slowStart().toNanos();
        everGray = true;
        failed.clear();
    }
}
