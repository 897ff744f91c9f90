package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.StableHash;
import org.jspecify.annotations.Nullable;

/**
 * The order of numbered contestants for a key, and the best of them. Without rates the greater hash is the better: the
 * order of rendezvous scores of equal weight, without their logarithm. With rates v the score is −v/ln(u), and a logarithm
 * is taken only where v/(1 − u), which is never less, could win a place.
 *
 * <p>Nothing is allocated but, once a thread, room for the hashes. A place holds the number of its contestant in its low
 * bits and, above, as much of the score as fits; scores that agree in that are computed again.
 *
 * <p>The hashes of all contestants for one key are made in one loop without a branch, which the JIT compiler turns into
 * vector instructions; what is left to pay for is the choice.
 */
final class Ranking {
    /**
     * Besides 1.5 k, so many are let through on average that fewer than k are a chance of 1 %: a Poisson number of mean 11
     * is under 4, or one of mean 6 is 0, that seldom.
     */
    private static final int MARGIN = 5;

    private static final int EMPTY = -1;
    private static final int[] NO_SCORES = {};
    private static final ThreadLocal<int[]> ROOM = ThreadLocal.withInitial(() -> NO_SCORES);

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
     * What {@link #top} is to be given for the same key: the upper 31 bits of the hash of every contestant, or nothing where
     * there are rates. They are this thread's, and stand until it asks for those of another key.
     */
    int[] scores(long key) {
        if (rates != null) {
            return NO_SCORES;
        }
        int[] room = ROOM.get();
        if (room.length < mixedHashes.length) {
            room = new int[mixedHashes.length];
            ROOM.set(room);
        }
        hash(key * 31, mixedHashes, room);
        return room;
    }

    private static void hash(long base, long[] mixedHashes, int[] scores) {
        for (int i = 0; i < mixedHashes.length; i++) {
            scores[i] = (int) (StableHash.mixUpper(base + mixedHashes[i]) >>> 33);
        }
    }

    /** Puts the best {@code count} of the contestants {@code from} to {@code to − 1} into the places from {@code offset} on. */
    void top(long key, int[] scores, int from, int to, int[] places, int offset, int count) {
        if (count == 0) {
            return;
        }
        if (rates != null) {
            byRate(key, from, to, places, offset, count, rates);
        } else if (!byHash(scores, from, to, places, offset, count)) {
            exactly(key, from, to, places, offset, count);
        }
        for (int i = offset; i < offset + count; i++) {
            places[i] &= numbers;
        }
    }

    /** Tells whether that could be decided by what fits into a place. */
    private boolean byHash(int[] scores, int from, int to, int[] places, int offset, int count) {
        if (count == 1) {
            int best = greatest(scores, from, to, ~numbers);
            places[offset] = best;
            return countFrom(best & ~numbers, scores, from, to) == 1;
        }
        int wanted = count + count / 2 + MARGIN;
        int floor = wanted < to - from ? (int) ((1L << 31) - ((long) wanted << 31) / (to - from)) & ~numbers : 0;
        int next = select(scores, from, to, places, offset, count, floor);
        if (places[offset + count - 1] == EMPTY) {
            next = select(scores, from, to, places, offset, count, 0);
        }
        return (places[offset + count - 1] & ~numbers) > (next & ~numbers);
    }

    private static int greatest(int[] scores, int from, int to, int kept) {
        int best = EMPTY;
        for (int i = from; i < to; i++) {
            best = Math.max(best, (scores[i] & kept) | i);
        }
        return best;
    }

    private static int countFrom(int floor, int[] scores, int from, int to) {
        int below = 0;
        for (int i = from; i < to; i++) {
            below += (scores[i] - floor) >>> 31;
        }
        return to - from - below;
    }

    /** Sorts every contestant from the floor up into the places; returns the best that has none. */
    private int select(int[] scores, int from, int to, int[] places, int offset, int count, int floor) {
        int end = offset + count;
        for (int place = offset; place < end; place++) {
            places[place] = EMPTY;
        }
        int next = EMPTY;
        for (int start = from; start < to; start += Long.SIZE) {
            for (long above = above(floor, scores, start, Math.min(to, start + Long.SIZE));
                    above != 0;
                    above &= above - 1) {
                int i = start + Long.numberOfTrailingZeros(above);
                int entry = (scores[i] & ~numbers) | i;
                for (int place = offset; place < end; place++) {
                    int held = places[place];
                    places[place] = Math.max(held, entry);
                    entry = Math.min(held, entry);
                }
                next = Math.max(next, entry);
            }
        }
        return next;
    }

    /** Those of up to 64 contestants whose score is not below a floor, a bit each. No branch depends on a score. */
    private static long above(int floor, int[] scores, int from, int to) {
        long below = 0;
        for (int i = from; i < to; i++) {
            below |= (long) ((scores[i] - floor) >>> 31) << (i - from);
        }
        return ~below & (-1L >>> (Long.SIZE - (to - from)));
    }

    private void exactly(long key, int from, int to, int[] places, int offset, int count) {
        int filled = 0;
        for (int i = from; i < to; i++) {
            int entry = ((int) (score(key, i) >>> 32) & ~numbers) | i;
            filled = insert(key, entry, places, offset, filled, count);
        }
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
