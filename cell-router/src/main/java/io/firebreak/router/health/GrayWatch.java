package io.firebreak.router.health;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether one cell or node is asked last. It is while it is gray: it takes calls and answers too many of them badly or not at
 * all, yet enough of them well to keep its breaker closed. It is gray as soon as enough of its last calls failed, is then
 * avoided for a time, and comes back slowly: the share of calls that go to it first rises from none to all. It is also asked
 * last while probes find it down, and comes back as slowly after that. Time is told, not read.
 */
final class GrayWatch {
    private final OutlierSettings settings;
    /** Where each of the last calls failed; null for those that did not. */
    private final @Nullable Object[] failedAt;

    private int next;
    private long avoidedUntil;
    private long wholeAgainAt;
    private long awayNanos;
    private boolean comesBack;
    private boolean wasGray;
    private boolean down;

    GrayWatch(OutlierSettings settings) {
        this.settings = settings;
        this.failedAt = new @Nullable Object[settings.window()];
    }

    /**
     * A call ended.
     *
     * @param culprit where it failed; null when it did not
     * @param mayTurn whether there is room for one more that is gray
     * @return whether this call made it gray
     */
    synchronized boolean record(@Nullable Object culprit, boolean mayTurn, long nowNanos) {
        failedAt[next] = culprit;
        next = (next + 1) % settings.window();
        if (culprit == null || !mayTurn || isAway(nowNanos) || failures() < settings.failures()) {
            return false;
        }
        turnGray(nowNanos);
        return true;
    }

    /** The failures at this place are no longer held against it. */
    synchronized void forgive(Object culprit) {
        for (int i = 0; i < failedAt.length; i++) {
            if (culprit.equals(failedAt[i])) {
                failedAt[i] = null;
            }
        }
    }

    /** Probes find it dead. */
    synchronized void goDown() {
        down = true;
    }

    /** Probes find it well again: what failed meanwhile was the outage, and it comes back from now on. */
    synchronized void comeUp(long nowNanos) {
        if (down) {
            down = false;
            wasGray = false;
            comeBackAt(nowNanos);
        }
    }

    /** Whether a call that can go elsewhere should; while it comes back, chance decides. */
    synchronized boolean avoids(long nowNanos, RandomGenerator random) {
        if (isAway(nowNanos)) {
            return true;
        }
        if (!comesBack || nowNanos - wholeAgainAt >= 0) {
            return false;
        }
        double share = (nowNanos - avoidedUntil) / (double) (wholeAgainAt - avoidedUntil);
        return random.nextDouble() >= share;
    }

    /** Whether no call that can go elsewhere comes here. */
    synchronized boolean isAway(long nowNanos) {
        return down || (comesBack && nowNanos - avoidedUntil < 0);
    }

    /** Whether probes find it dead. */
    synchronized boolean isDown() {
        return down;
    }

    private void turnGray(long nowNanos) {
        boolean again = wasGray && nowNanos - wholeAgainAt < 0;
        awayNanos = again
                ? Math.min(2 * awayNanos, settings.longestAway().toNanos())
                : settings.away().toNanos();
        wasGray = true;
        comeBackAt(nowNanos + awayNanos);
    }

    private void comeBackAt(long nanos) {
        avoidedUntil = nanos;
        wholeAgainAt = nanos + settings.slowStart().toNanos();
        comesBack = true;
        Arrays.fill(failedAt, null);
    }

    private int failures() {
        int failures = 0;
        for (Object culprit : failedAt) {
            failures += culprit == null ? 0 : 1;
        }
        return failures;
    }
}
