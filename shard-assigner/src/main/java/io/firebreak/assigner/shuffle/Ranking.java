package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.StableHash;
import org.jspecify.annotations.Nullable;

/**
 * The order of numbered contestants for a key, and the best of them. Without rates the greater hash is the better; that
 * is the order of rendezvous scores of equal weight, without their logarithm. With rates v the score is −v/ln(u), and a
 * logarithm is taken only where v/(1 − u), which is never less, would win a place. Nothing is allocated: the places are
 * a heap of numbers in the caller's array, and the few scores that are asked for twice are computed twice.
 */
final class Ranking {
    private static final long NONE = Long.MIN_VALUE;

    private final long[] mixedHashes;
    private final double @Nullable [] rates;

    /** @param rates from 0 to infinity, or null where all are equal */
    Ranking(long[] hashes, double @Nullable [] rates) {
        this.mixedHashes = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            mixedHashes[i] = StableHash.mix(hashes[i]);
        }
        this.rates = rates;
    }

    /**
     * Puts the best {@code count} of the contestants {@code from} to {@code to − 1} into the places from {@code offset}
     * on, the worst of them first.
     *
     * @return the best one that got no place, or −1 when all got one
     */
    int top(long key, int from, int to, int[] places, int offset, int count) {
        for (int i = 0; i < count; i++) {
            places[offset + i] = from + i;
        }
        heap(key, places, offset, count);
        long worst = count == 0 ? Long.MAX_VALUE : score(key, places[offset]);
        int runnerUp = -1;
        long runnerUpScore = NONE;
        for (int i = from + count; i < to; i++) {
            long score = scoreAbove(runnerUpScore, key, i);
            if (score > worst) {
                runnerUp = places[offset];
                runnerUpScore = worst;
                places[offset] = i;
                sink(key, places, offset, count, 0);
                worst = score(key, places[offset]);
            } else if (score > runnerUpScore) {
                runnerUp = i;
                runnerUpScore = score;
            }
        }
        return runnerUp;
    }

    /** Makes {@code count} places from {@code offset} on a heap with the worst contestant first. */
    void heap(long key, int[] places, int offset, int count) {
        for (int at = count / 2 - 1; at >= 0; at--) {
            sink(key, places, offset, count, at);
        }
    }

    /** Lets a contestant take the place of the worst of a heap if it is better. */
    void offer(long key, int contestant, int[] places, int offset, int count) {
        if (score(key, contestant) > score(key, places[offset])) {
            places[offset] = contestant;
            sink(key, places, offset, count, 0);
        }
    }

    /** Tells whether one contestant is better than another. */
    boolean isBefore(long key, int contestant, int other) {
        return score(key, contestant) > score(key, other);
    }

    private void sink(long key, int[] places, int offset, int count, int start) {
        int moved = places[offset + start];
        long score = score(key, moved);
        int at = start;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            long childScore = score(key, places[offset + child]);
            if (child + 1 < count) {
                long right = score(key, places[offset + child + 1]);
                if (right < childScore) {
                    child++;
                    childScore = right;
                }
            }
            if (childScore >= score) {
                break;
            }
            places[offset + at] = places[offset + child];
            at = child;
        }
        places[offset + at] = moved;
    }

    private long score(long key, int contestant) {
        return scoreAbove(NONE, key, contestant);
    }

    /** The score, or any score that is not above {@code least}. */
    private long scoreAbove(long least, long key, int contestant) {
        long hash = StableHash.mix(key * 31 + mixedHashes[contestant]);
        if (rates == null) {
            return hash ^ Long.MIN_VALUE;
        }
        double rate = rates[contestant];
        double unit = StableHash.unit(hash);
        if (least != NONE && rate <= (1 - unit) * Double.longBitsToDouble(least)) {
            return NONE;
        }
        // The bits of a double from 0 up are in its order.
        return Double.doubleToRawLongBits(-rate / StrictMath.log(unit));
    }
}
