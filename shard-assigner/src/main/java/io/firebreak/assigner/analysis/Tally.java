package io.firebreak.assigner.analysis;

import java.util.Arrays;

/** Mean, variance and worst of the sets tried so far. Shares, each between 0 and 1. */
final class Tally {
    private long tried;
    private double below;
    private double squares;
    private double hit;
    private double worstBelow = -1;
    private double worstHit;
    private int[] worst = {};

    /** @param set is copied when it is the worst so far */
    void add(double shareBelow, double shareHit, int[] set) {
        tried++;
        below += shareBelow;
        squares += shareBelow * shareBelow;
        hit += shareHit;
        if (isWorse(shareBelow, shareHit)) {
            worstBelow = shareBelow;
            worstHit = shareHit;
            worst = set.clone();
        }
    }

    private boolean isWorse(double shareBelow, double shareHit) {
        return shareBelow > worstBelow || (shareBelow == worstBelow && shareHit > worstHit);
    }

    /** Takes in what another found; ties keep the first, so add them in a fixed order. */
    Tally with(Tally other) {
        tried += other.tried;
        below += other.below;
        squares += other.squares;
        hit += other.hit;
        if (isWorse(other.worstBelow, other.worstHit)) {
            worstBelow = other.worstBelow;
            worstHit = other.worstHit;
            worst = other.worst;
        }
        return this;
    }

    long tried() {
        return tried;
    }

    BlastRadius mean() {
        return radius(below / tried, hit / tried);
    }

    double variance() {
        double mean = below / tried;
        return Math.max(0, squares / tried - mean * mean);
    }

    BlastRadius worstRadius() {
        return radius(worstBelow, worstHit);
    }

    int[] worst() {
        return Arrays.copyOf(worst, worst.length);
    }

    static BlastRadius radius(double below, double hit) {
        return new BlastRadius(Math.max(0, below), Math.max(0, hit - below), Math.max(0, 1 - hit));
    }
}
