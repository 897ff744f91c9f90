package io.firebreak.assigner.design;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * How many shards there can be at most, whoever constructs them.
 *
 * @param shards no packing has more
 * @param name of the bound
 */
public record PackingBound(BigInteger shards, String name) {
    private static final String JOHNSON = "Johnson";
    private static final String SINGLETON = "Singleton";

    /**
     * The bound on shards of k of n cells, or with one cell in each of k zones, any two of which share t cells at most.
     *
     * @param zoneSizes cells of each zone; one zone means that zones play no part
     * @param shardSize k, with more than one zone no more than zones
     * @param maxOverlap t, 0 to k − 1
     */
    public static PackingBound of(int[] zoneSizes, int shardSize, int maxOverlap) {
        if (zoneSizes.length == 1) {
            return new PackingBound(johnson(zoneSizes[0], shardSize, maxOverlap), JOHNSON);
        }
        int[] ascending = Arrays.stream(zoneSizes).sorted().toArray();
        BigInteger johnson = johnson(ascending, shardSize, maxOverlap);
        if (shardSize == zoneSizes.length) {
            BigInteger singleton = singleton(ascending, maxOverlap);
            if (singleton.compareTo(johnson) <= 0) {
                return new PackingBound(singleton, SINGLETON);
            }
        }
        return new PackingBound(johnson, JOHNSON);
    }

    /** ⌊n/k ⌊(n − 1)/(k − 1) … ⌊(n − t)/(k − t)⌋⌋⌋ (Johnson, IRE Trans. Inf. Theory 1962). */
    static BigInteger johnson(int cells, int shardSize, int maxOverlap) {
        BigInteger bound = BigInteger.ONE;
        for (int i = maxOverlap; i >= 0; i--) {
            bound = bound.multiply(BigInteger.valueOf(Math.max(0, cells - i)))
                    .divide(BigInteger.valueOf(shardSize - i));
        }
        return bound;
    }

    /** With a cell in every zone, its cells in the t + 1 smallest zones name a shard (Singleton, IEEE Trans. IT 1964). */
    private static BigInteger singleton(int[] ascending, int maxOverlap) {
        BigInteger bound = BigInteger.ONE;
        for (int i = 0; i <= maxOverlap; i++) {
            bound = bound.multiply(BigInteger.valueOf(ascending[i]));
        }
        return bound;
    }

    /** The shards of one cell are a packing of the other zones at overlap t − 1; every shard is counted by k cells. */
    private static BigInteger johnson(int[] ascending, int shardSize, int maxOverlap) {
        if (maxOverlap == 0) {
            return BigInteger.valueOf(disjoint(ascending, shardSize));
        }
        BigInteger sum = BigInteger.ZERO;
        BigInteger ofOne = BigInteger.ZERO;
        for (int zone = 0; zone < ascending.length; zone++) {
            if (zone == 0 || ascending[zone] != ascending[zone - 1]) {
                ofOne = johnson(without(ascending, zone), shardSize - 1, maxOverlap - 1);
            }
            sum = sum.add(ofOne.multiply(BigInteger.valueOf(ascending[zone])));
        }
        return sum.divide(BigInteger.valueOf(shardSize));
    }

    private static long disjoint(int[] ascending, int shardSize) {
        long shards = 0;
        while (true) {
            long next = shards + 1;
            if (Arrays.stream(ascending).mapToLong(size -> Math.min(size, next)).sum() < next * shardSize) {
                return shards;
            }
            shards = next;
        }
    }

    private static int[] without(int[] sizes, int zone) {
        int[] others = new int[sizes.length - 1];
        System.arraycopy(sizes, 0, others, 0, zone);
        System.arraycopy(sizes, zone + 1, others, zone, others.length - zone);
        return others;
    }
}
