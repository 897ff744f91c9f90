package io.firebreak.assigner.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The law of one random shard with at most one cell per zone. Zones differ by at most one cell, so there are two kinds of
 * them, and by symmetry only the number of zones of each kind counts. The best cell of m competes for its zone like one
 * cell of weight m (the minimum of m exponential clocks), so zones are drawn one after another in proportion to their
 * size, and within its zone each cell is equally likely. A lattice without zones is one with a zone for each cell.
 */
final class ZoneDraw {
    /** More than a double shows. */
    private static final int GOOD_DIGITS = 25;

    private final ShardSpace space;
    private final int k;
    private final Binomials binomials;
    private final MathContext precision;
    private final BigDecimal[] larger;

    ZoneDraw(ShardSpace space) {
        this.space = space;
        this.k = space.shardSize();
        this.binomials = new Binomials(k);
        this.precision = precisionFor(space);
        this.larger = largerZonesDrawn();
    }

    /**
     * Digits enough for the alternating sum of inclusion and exclusion: its terms reach 2^k, its result may be as small as
     * one in C(n, k), below n^k, and {@value #GOOD_DIGITS} good digits are to remain.
     */
    private static MathContext precisionFor(ShardSpace space) {
        double digits = space.shardSize() * (Math.log10(space.cells()) + Math.log10(2)) + 2 * GOOD_DIGITS;
        return new MathContext((int) Math.ceil(digits));
    }

    /** At i: the probability that i of the k zones drawn are of the larger kind. */
    private BigDecimal[] largerZonesDrawn() {
        BigDecimal[] now = zeros(k + 1);
        now[0] = BigDecimal.ONE;
        for (int drawn = 0; drawn < k; drawn++) {
            BigDecimal[] next = zeros(k + 1);
            for (int i = 0; i <= drawn; i++) {
                int large = Math.max(0, space.largerZones() - i) * (space.smallerSize() + 1);
                int small = Math.max(0, space.smallerZones() - (drawn - i)) * space.smallerSize();
                if (large + small > 0) {
                    BigDecimal all = BigDecimal.valueOf(large + small);
                    next[i + 1] = next[i + 1].add(
                            now[i].multiply(BigDecimal.valueOf(large)).divide(all, precision));
                    next[i] = next[i].add(
                            now[i].multiply(BigDecimal.valueOf(small)).divide(all, precision));
                }
            }
            now = next;
        }
        return now;
    }

    BlastRadius afterPoison(int poisonTenants) {
        BigDecimal[][] avoided = powers(poisonTenants);
        BigDecimal below = BigDecimal.ZERO;
        BigDecimal unaffected = BigDecimal.ZERO;
        for (int p = 0; p <= k; p++) {
            for (int q = 0; p + q <= k; q++) {
                BigDecimal term = avoided[p][q].multiply(waysToMark(p, q), precision);
                below = (p + q) % 2 == 0 ? below.add(term, precision) : below.subtract(term, precision);
            }
            unaffected = unaffected.add(larger[p].multiply(avoided[p][k - p], precision), precision);
        }
        BigDecimal touched =
                BigDecimal.ONE.subtract(below).subtract(unaffected).setScale(GOOD_DIGITS, RoundingMode.HALF_EVEN);
        return new BlastRadius(below.doubleValue(), touched.doubleValue(), unaffected.doubleValue());
    }

    /** The mean number of ways to pick p larger and q smaller zones among those of a random shard. */
    private BigDecimal waysToMark(int p, int q) {
        BigDecimal ways = BigDecimal.ZERO;
        for (int i = p; i <= k - q; i++) {
            BigDecimal pairs = binomials.chooseDecimal(i, p).multiply(binomials.chooseDecimal(k - i, q));
            ways = ways.add(larger[i].multiply(pairs), precision);
        }
        return ways;
    }

    /** At [p][q]: the probability that as many random shards all avoid p given cells in larger and q in smaller zones. */
    private BigDecimal[][] powers(int shards) {
        BigDecimal[][] powers = new BigDecimal[k + 1][];
        for (int p = 0; p <= k; p++) {
            powers[p] = zeros(k - p + 1);
            for (int q = 0; p + q <= k; q++) {
                powers[p][q] = possible(p, q) ? avoids(p, q).pow(shards, precision) : BigDecimal.ZERO;
            }
        }
        return powers;
    }

    private boolean possible(int p, int q) {
        return p <= space.largerZones() && q <= space.smallerZones();
    }

    private BigDecimal avoids(int p, int q) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i <= k; i++) {
            if (larger[i].signum() > 0) {
                BigDecimal both = avoids(space.largerZones(), space.smallerSize() + 1, p, i)
                        .multiply(avoids(space.smallerZones(), space.smallerSize(), q, k - i), precision);
                sum = sum.add(larger[i].multiply(both, precision), precision);
            }
        }
        return sum;
    }

    /** Of zones of one size, some hold a marked cell and some are drawn: the probability that no marked cell is hit. */
    private BigDecimal avoids(int zones, int size, int marked, int drawn) {
        BigDecimal miss = BigDecimal.valueOf(size - 1).divide(BigDecimal.valueOf(size), precision);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal missed = BigDecimal.ONE;
        for (int common = 0; common <= Math.min(marked, drawn) && missed.signum() > 0; common++) {
            BigDecimal chance = binomials.hypergeometric(common, zones, marked, drawn, precision);
            sum = sum.add(chance.multiply(missed), precision);
            missed = missed.multiply(miss, precision);
        }
        return sum;
    }

    double[] overlap() {
        double[] probabilities = new double[k + 1];
        for (int mine = 0; mine <= k; mine++) {
            for (int theirs = 0; theirs <= k; theirs++) {
                double chance = larger[mine].multiply(larger[theirs]).doubleValue();
                if (chance > 0) {
                    double[] large = shared(space.largerZones(), space.smallerSize() + 1, mine, theirs);
                    double[] small = shared(space.smallerZones(), space.smallerSize(), k - mine, k - theirs);
                    addProducts(probabilities, chance, large, small);
                }
            }
        }
        return probabilities;
    }

    private static void addProducts(double[] sums, double chance, double[] first, double[] second) {
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                sums[i + j] += chance * first[i] * second[j];
            }
        }
    }

    /** At s: the probability that s marked cells are hit, of zones of one size. */
    private double[] shared(int zones, int size, int marked, int drawn) {
        double[] probabilities = new double[Math.min(marked, drawn) + 1];
        for (int common = 0; common < probabilities.length; common++) {
            double chance = binomials
                    .hypergeometric(common, zones, marked, drawn, precision)
                    .doubleValue();
            for (int hit = 0; hit <= common; hit++) {
                double ways = binomials.chooseDecimal(common, hit).doubleValue();
                probabilities[hit] +=
                        chance * ways * Math.pow(1.0 / size, hit) * Math.pow(1 - 1.0 / size, common - hit);
            }
        }
        return probabilities;
    }

    private static BigDecimal[] zeros(int length) {
        BigDecimal[] zeros = new BigDecimal[length];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
