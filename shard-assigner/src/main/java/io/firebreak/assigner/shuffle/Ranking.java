package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.StableHash;
import org.jspecify.annotations.Nullable;

/**
 * The order of numbered contestants for a key, and the best of them. Without rates the greater hash is the better: the
 * order of rendezvous scores of equal weight, without their logarithm. With rates v the score is −v/ln(u), and a logarithm
 * is taken only where v/(1 − u), which is never less, could win a place.
 *
 * <p>Nothing is allocated. A place holds the number of its contestant in its low bits and, above, as much of the score as
 * fits; scores that agree in that are computed again.
 */
final class Ranking {
    /** Who is expected to be among the best: this many more than there are places, so that few are looked at twice. */
    private static final double MARGIN = 6;

    private static final double TWO_TO_32 = 0x1.0p32;

    private final long[] mixedHashes;
    private final double @Nullable [] rates;
    private final int numbers;

    /**
     * Ranks as many contestants as there are hashes.
     *
     * @param rates from 0 to infinity, or null where all are equal
     */
    Ranking(long[] hashes, double @Nullable [] rates) {
        this.mixedHashes = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            mixedHashes[i] = StableHash.mix(hashes[i]);
        }
        this.rates = rates;
        this.numbers = Math.max(1, Integer.highestOneBit(hashes.length) * 2 - 1);
    }

    /**
     * Puts the best {@code count} of the contestants {@code from} to {@code to − 1} into the places from {@code offset}
     * on, the best first.
     */
    void top(long key, int from, int to, int[] places, int offset, int count) {
        if (count == 0) {
            return;
        }
        if (rates == null) {
            // So few score below this that a second look is rare, and so many that the places seldom change.
            double likely = (2 * count + MARGIN) / (to - from);
            int floor = likely < 1 ? (int) (long) ((1 - likely) * TWO_TO_32) & ~numbers : 0;
            if (byHash(key, from, to, places, offset, count, floor) < count) {
                byHash(key, from, to, places, offset, count, 0);
            }
        } else {
            byRate(key, from, to, places, offset, count, rates);
        }
        for (int i = offset; i < offset + count; i++) {
            places[i] &= numbers;
        }
    }

    private int byHash(long key, int from, int to, int[] places, int offset, int count, int start) {
        long base = key * 31;
        int floor = start;
        int filled = 0;
        for (int i = from; i < to; i++) {
            int score = (int) (StableHash.mixUpper(base + mixedHashes[i]) >>> 32);
            if (Integer.compareUnsigned(score, floor) >= 0) {
                filled = insert(key, (score & ~numbers) | i, places, offset, filled, count);
                if (filled == count) {
                    floor = places[offset + count - 1] & ~numbers;
                }
            }
        }
        return filled;
    }

    private void byRate(long key, int from, int to, int[] places, int offset, int count, double[] known) {
        double floor = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            double unit = StableHash.unit(hash(key, i));
            if (known[i] >= (1 - unit) * floor) {
                int score = (int) (score(key, i) >>> 32);
                filled = insert(key, (score & ~numbers) | i, places, offset, filled, count);
                if (filled == count) {
                    floor = Double.longBitsToDouble((places[offset + count - 1] & ~numbers & 0xffffffffL) << 31);
                }
            }
        }
    }

    private int insert(long key, int entry, int[] places, int offset, int filled, int count) {
        int at = filled;
        if (filled == count) {
            at = count - 1;
            if (!isEntryBefore(key, entry, places[offset + at])) {
                return count;
            }
        }
        while (at > 0 && isEntryBefore(key, entry, places[offset + at - 1])) {
            places[offset + at] = places[offset + at - 1];
            at--;
        }
        places[offset + at] = entry;
        return Math.min(filled + 1, count);
    }

    private boolean isEntryBefore(long key, int entry, int other) {
        int byScore = Integer.compareUnsigned(entry & ~numbers, other & ~numbers);
        return byScore != 0 ? byScore > 0 : isBefore(key, entry & numbers, other & numbers);
    }

    /** Tells whether one contestant is better than another; of two with one score the lower number is. */
    boolean isBefore(long key, int contestant, int other) {
        int byScore = Long.compareUnsigned(score(key, contestant), score(key, other));
        return byScore != 0 ? byScore > 0 : contestant < other;
    }

    /** The best of the contestants {@code from} to {@code to − 1} that has none of the given places, or −1. */
    int best(long key, int from, int to, int[] places, int offset, int count) {
        int best = -1;
        for (int i = from; i < to; i++) {
            if ((best < 0 || isBefore(key, i, best)) && !isAmong(i, places, offset, count)) {
                best = i;
            }
        }
        return best;
    }

    private static boolean isAmong(int contestant, int[] places, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (places[i] == contestant) {
                return true;
            }
        }
        return false;
    }

    /** A score that compares unsigned. */
    private long score(long key, int contestant) {
        long hash = hash(key, contestant);
        // The bits of a double from 0 up are in its order; the first, its sign, is not needed.
        return rates == null
                ? hash
                : Double.doubleToRawLongBits(-rates[contestant] / StrictMath.log(StableHash.unit(hash))) << 1;
    }

    private long hash(long key, int contestant) {
        return StableHash.mix(key * 31 + mixedHashes[contestant]);
    }
}
