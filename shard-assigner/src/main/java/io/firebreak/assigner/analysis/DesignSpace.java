package io.firebreak.assigner.analysis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * All shards of a transversal design: a shard for each polynomial of a degree up to t over a field of q elements, with one
 * cell of each of k zones of q cells. Two polynomials agree in at most t places, so two shards share at most t cells.
 *
 * @param zoneSize q, a prime power; that it is one is the caller's to know
 * @param shardSize k, from t + 1 to q + 1
 * @param maxOverlap t, from 0
 */
public record DesignSpace(int zoneSize, int shardSize, int maxOverlap) {
    public DesignSpace {
        requireRange("zone size", zoneSize, 2, Integer.MAX_VALUE - 1);
        requireRange("shard size", shardSize, 1, zoneSize + 1);
        requireRange("greatest overlap", maxOverlap, 0, shardSize - 1);
    }

    /** How many shards there are: q^(t+1). */
    public BigInteger count() {
        return BigInteger.valueOf(zoneSize).pow(maxOverlap + 1);
    }

    /**
     * How many cells two different shards share. The codewords of a Reed–Solomon code that differ from a given one in w of k
     * places number C(k, w) Σⱼ (−1)ʲ C(w, j) (q^(w−d+1−j) − 1), j from 0 to w − d, with d = k − t (MacWilliams and Sloane,
     * "The Theory of Error-Correcting Codes", chapter 11: the weights of every maximum distance separable code).
     */
    public OverlapDistribution overlap() {
        BigDecimal others = new BigDecimal(count().subtract(BigInteger.ONE));
        List<Double> probabilities = new ArrayList<>();
        for (int shared = 0; shared <= shardSize; shared++) {
            BigInteger shards = shared > maxOverlap ? BigInteger.ZERO : differingIn(shardSize - shared);
            probabilities.add(new BigDecimal(shards)
                    .divide(others, MathContext.DECIMAL128)
                    .doubleValue());
        }
        return new OverlapDistribution(probabilities);
    }

    private BigInteger differingIn(int places) {
        int distance = shardSize - maxOverlap;
        BigInteger sum = BigInteger.ZERO;
        for (int j = 0; j <= places - distance; j++) {
            BigInteger term = BigInteger.valueOf(zoneSize)
                    .pow(places - distance + 1 - j)
                    .subtract(BigInteger.ONE)
                    .multiply(Binomials.choose(places, j));
            sum = j % 2 == 0 ? sum.add(term) : sum.subtract(term);
        }
        return sum.multiply(Binomials.choose(shardSize, places));
    }

    /** What one poison tenant does to another one, each with a shard of its own. */
    public BlastRadius afterPoisonTenant() {
        double none = overlap().exactly(0);
        return new BlastRadius(0, 1 - none, none);
    }

    /** What the loss of random cells does: the same as to any shards of k of k · q cells. */
    public BlastRadius afterFailedCells(int failed) {
        return ShardSpace.unzoned(shardSize * zoneSize, shardSize).afterFailedCells(failed);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s %d must be %d to %d".formatted(name, value, least, most));
        }
    }
}
