package io.firebreak.assigner.analysis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;

/**
 * All shards of k of n cells of equal weight, and the exact arithmetic of drawing them at random as
 * {@link io.firebreak.assigner.shuffle.ShuffleAssigner} does. Zones are dealt to the cells in turn, so they differ by at
 * most one cell; a shard has at most one cell of a zone.
 *
 * @param cells n, from 1
 * @param shardSize k, 1 to the number of zones
 * @param zones 1 to n; n means that zones play no part
 */
public record ShardSpace(int cells, int shardSize, int zones) {
    public ShardSpace {
        requireRange("cells", cells, Integer.MAX_VALUE);
        requireRange("zones", zones, cells);
        requireRange("shard size", shardSize, zones);
    }

    /** Any k of n cells. */
    public static ShardSpace unzoned(int cells, int shardSize) {
        return new ShardSpace(cells, shardSize, cells);
    }

    /** How many shards there are: C(n, k), or the k-th elementary symmetric polynomial of the sizes of the zones. */
    public BigInteger count() {
        BigInteger count = BigInteger.ZERO;
        for (int i = 0; i <= shardSize; i++) {
            BigInteger large = Binomials.choose(largerZones(), i)
                    .multiply(BigInteger.valueOf(smallerSize() + 1L).pow(i));
            BigInteger small = Binomials.choose(smallerZones(), shardSize - i)
                    .multiply(BigInteger.valueOf(smallerSize()).pow(shardSize - i));
            count = count.add(large.multiply(small));
        }
        return count;
    }

    /** How many cells two random shards share. */
    public OverlapDistribution overlap() {
        return new OverlapDistribution(
                Arrays.stream(new ZoneDraw(this).overlap()).boxed().toList());
    }

    /**
     * What the loss of {@code failed} random cells does: C(f, k) / C(n, k) of the tenants lose their whole shard and
     * C(n − f, k) / C(n, k) nothing, with zones or without.
     *
     * @param failed f, 0 to n
     */
    public BlastRadius afterFailedCells(int failed) {
        if (failed < 0 || failed > cells) {
            throw new IllegalArgumentException("failed cells are %d: they must be 0 to %d".formatted(failed, cells));
        }
        BigInteger all = Binomials.choose(cells, shardSize);
        BigInteger below = Binomials.choose(failed, shardSize);
        BigInteger unaffected = Binomials.choose(cells - failed, shardSize);
        BigInteger touched = all.subtract(below).subtract(unaffected);
        return new BlastRadius(ratio(below, all), ratio(touched, all), ratio(unaffected, all));
    }

    /**
     * What {@code poison} tenants, each of which takes every cell of its own random shard down, do to another tenant. By
     * inclusion and exclusion over the cells of its shard: Σⱼ (−1)ʲ C(k, j) aⱼᵖ lose all of it, where aⱼ is the probability
     * that one random shard avoids j given cells of it, and aₖᵖ lose nothing.
     *
     * @param poison p, from 0
     */
    public BlastRadius afterPoisonTenants(int poison) {
        if (poison < 0) {
            throw new IllegalArgumentException("poison tenants are %d: they must be 0 or more".formatted(poison));
        }
        return new ZoneDraw(this).afterPoison(poison);
    }

    int largerZones() {
        return cells % zones;
    }

    int smallerZones() {
        return zones - largerZones();
    }

    int smallerSize() {
        return cells / zones;
    }

    private static double ratio(BigInteger part, BigInteger all) {
        return new BigDecimal(part)
                .divide(new BigDecimal(all), MathContext.DECIMAL128)
                .doubleValue();
    }

    private static void requireRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s %d must be 1 to %d".formatted(name, value, most));
        }
    }
}
