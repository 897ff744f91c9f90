package io.firebreak.assigner.analysis;

import java.util.Arrays;

/**
 * For each bit of a word, the weight of all words added that have it. A weight is not added to every bit that is set but to
 * one counter for each byte, that of its value, and only a sum takes the counters apart: eight additions in place of up to
 * 64. (Arlazarov, Dinic, Kronrod and Faradzhev, "On economical construction of the transitive closure", 1970.)
 */
final class LaneWeights {
    private static final int VALUES = 1 << Byte.SIZE;

    /** At b · 256 + v: the weight of words whose byte b has the value v. */
    private final double[] ofValue = new double[Long.BYTES * VALUES];

    void clear() {
        Arrays.fill(ofValue, 0);
    }

    void add(long word, double weight) {
        double[] sums = ofValue;
        sums[(int) word & 0xff] += weight;
        sums[VALUES + ((int) (word >>> 8) & 0xff)] += weight;
        sums[2 * VALUES + ((int) (word >>> 16) & 0xff)] += weight;
        sums[3 * VALUES + ((int) (word >>> 24) & 0xff)] += weight;
        sums[4 * VALUES + ((int) (word >>> 32) & 0xff)] += weight;
        sums[5 * VALUES + ((int) (word >>> 40) & 0xff)] += weight;
        sums[6 * VALUES + ((int) (word >>> 48) & 0xff)] += weight;
        sums[7 * VALUES + (int) (word >>> 56)] += weight;
    }

    /** The weight of all words that have this bit, 0 to 63. */
    double of(int bit) {
        int first = bit / Byte.SIZE * VALUES;
        int set = 1 << bit % Byte.SIZE;
        double weight = 0;
        for (int value = set; value < VALUES; value = (value + 1) | set) {
            weight += ofValue[first + value];
        }
        return weight;
    }
}
