package io.firebreak.assigner.analysis;

/**
 * How many tenants fall below the SLO when shards of k of n cells are drawn at random: the whole distribution, not its mean
 * alone. Given d dead cells, tenants fall independently, each with C(d, k) / C(n, k); so their number is a mixture of
 * binomial distributions over d.
 */
public final class BelowSloLaw {
    private final ShardSpace space;
    private final int tenants;
    private final double[] logFactorials;
    /** At d: the probability that d cells are dead. */
    private double[] deadCells;

    private BelowSloLaw(ShardSpace space, int tenants) {
        this.space = unzoned(space);
        this.tenants = tenants;
        this.logFactorials = logFactorials(Math.max(space.cells(), tenants));
        this.deadCells = new double[space.cells() + 1];
    }

    /**
     * After the loss of random cells.
     *
     * @param space without zones
     * @param failed 0 to all
     * @param tenants how many are scored, from 1
     */
    public static BelowSloLaw ofFailedCells(ShardSpace space, int failed, int tenants) {
        if (failed < 0 || failed > space.cells()) {
            throw new IllegalArgumentException(
                    "failed cells are %d: they must be 0 to %d".formatted(failed, space.cells()));
        }
        BelowSloLaw law = new BelowSloLaw(space, tenants);
        law.deadCells[failed] = 1;
        return law;
    }

    /**
     * After so many poison tenants, who are not scored. Each takes k random cells, of which a hypergeometric number was
     * still alive.
     *
     * @param space without zones
     * @param tenants how many others are scored, from 1
     */
    public static BelowSloLaw ofPoisonTenants(ShardSpace space, int poison, int tenants) {
        BelowSloLaw law = new BelowSloLaw(space, tenants);
        law.deadCells[0] = 1;
        for (int i = 0; i < poison; i++) {
            law.poisonOne();
        }
        return law;
    }

    private void poisonOne() {
        int n = space.cells();
        int k = space.shardSize();
        double[] next = new double[n + 1];
        for (int dead = 0; dead <= n; dead++) {
            for (int fresh = 0; deadCells[dead] > 0 && fresh <= Math.min(k, n - dead); fresh++) {
                next[dead + fresh] += deadCells[dead]
                        * Math.exp(logChoose(n - dead, fresh) + logChoose(dead, k - fresh) - logChoose(n, k));
            }
        }
        deadCells = next;
    }

    private static ShardSpace unzoned(ShardSpace space) {
        if (space.zones() != space.cells()) {
            throw new IllegalArgumentException(
                    "zones are %d of %d cells: the law of a number of tenants is known without zones only"
                            .formatted(space.zones(), space.cells()));
        }
        return space;
    }

    /** The mean share below the SLO, of tenants and of any weight of theirs. */
    public double mean() {
        double mean = 0;
        for (int dead = 0; dead < deadCells.length; dead++) {
            mean += deadCells[dead] * chance(dead);
        }
        return mean;
    }

    /** The variance of the share below the SLO, every tenant of the same weight. */
    public double variance() {
        return variance(1.0 / tenants);
    }

    /**
     * The variance of the share of weight below the SLO.
     *
     * @param concentration Σw² / (Σw)² of the tenants' weights: one over the number of tenants, were they equal
     */
    public double variance(double concentration) {
        double squares = 0;
        for (int dead = 0; dead < deadCells.length; dead++) {
            double chance = chance(dead);
            squares += deadCells[dead] * (chance * chance + concentration * chance * (1 - chance));
        }
        double mean = mean();
        return Math.max(0, squares - mean * mean);
    }

    /** The probability that exactly so many tenants fall below the SLO. */
    public double exactly(int below) {
        double sum = 0;
        for (int dead = 0; dead < deadCells.length; dead++) {
            if (deadCells[dead] > 0) {
                sum += deadCells[dead] * binomial(below, chance(dead));
            }
        }
        return sum;
    }

    /** The least number of tenants that the number below the SLO exceeds with a probability of at most 1 − share. */
    public int quantile(double share) {
        double sum = 0;
        for (int below = 0; below < tenants; below++) {
            sum += exactly(below);
            if (sum >= share) {
                return below;
            }
        }
        return tenants;
    }

    private double binomial(int hits, double chance) {
        if (chance <= 0 || chance >= 1) {
            return hits == (chance <= 0 ? 0 : tenants) ? 1 : 0;
        }
        return Math.exp(logChoose(tenants, hits) + hits * Math.log(chance) + (tenants - hits) * Math.log1p(-chance));
    }

    private double chance(int dead) {
        return dead < space.shardSize()
                ? 0
                : Math.min(
                        1, Math.exp(logChoose(dead, space.shardSize()) - logChoose(space.cells(), space.shardSize())));
    }

    /** ln C(n, k), −∞ where there is no way. */
    private double logChoose(int n, int k) {
        return k < 0 || k > n ? Double.NEGATIVE_INFINITY : logFactorials[n] - logFactorials[k] - logFactorials[n - k];
    }

    private static double[] logFactorials(int greatest) {
        double[] logs = new double[greatest + 1];
        for (int i = 2; i <= greatest; i++) {
            logs[i] = logs[i - 1] + Math.log(i);
        }
        return logs;
    }
}
