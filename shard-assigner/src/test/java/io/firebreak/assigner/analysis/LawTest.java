package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawTest {
    /** Every pair of polynomials over a prime field, compared place by place. */
    @ParameterizedTest
    @CsvSource({"3, 3, 1", "5, 4, 1", "5, 5, 2", "3, 3, 2", "7, 4, 0"})
    void knowsHowOftenPolynomialsAgree(int q, int k, int t) {
        DesignSpace space = new DesignSpace(q, k, t);
        int shards = (int) Math.pow(q, t + 1);
        long[] pairs = new long[k + 1];
        for (int one = 0; one < shards; one++) {
            for (int other = 0; other < shards; other++) {
                if (one != other) {
                    pairs[agreements(one, other, q, k)]++;
                }
            }
        }
        assertThat(space.count()).isEqualTo(BigInteger.valueOf(shards));
        for (int shared = 0; shared <= k; shared++) {
            double share = (double) pairs[shared] / ((long) shards * (shards - 1));
            assertThat(space.overlap().exactly(shared)).isEqualTo(share, within(1e-12));
        }
        assertThat(space.afterPoisonTenant().unaffected())
                .isEqualTo(space.overlap().exactly(0));
    }

    private static int agreements(int one, int other, int q, int k) {
        int agree = 0;
        for (int x = 0; x < k; x++) {
            agree += value(one, x, q) == value(other, x, q) ? 1 : 0;
        }
        return agree;
    }

    private static int value(int digits, int x, int q) {
        int value = 0;
        int power = 1;
        for (int rest = digits; rest > 0; rest /= q) {
            value = (value + rest % q * power) % q;
            power = power * x % q;
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 3, 20", "12, 3, 5, 40", "10, 1, 2, 15"})
    void knowsHowManyTenantsFailedCellsTakeDown(int cells, int shardSize, int failed, int tenants) {
        ShardSpace space = ShardSpace.unzoned(cells, shardSize);
        BelowSloLaw law = BelowSloLaw.ofFailedCells(space, failed, tenants);
        assertThat(law.mean()).isEqualTo(space.afterFailedCells(failed).belowSlo(), within(1e-12));
        assertMoments(law, tenants);
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 3, 20", "12, 3, 5, 40", "10, 1, 2, 15"})
    void knowsHowManyTenantsPoisonTakesDown(int cells, int shardSize, int poison, int tenants) {
        ShardSpace space = ShardSpace.unzoned(cells, shardSize);
        BelowSloLaw law = BelowSloLaw.ofPoisonTenants(space, poison, tenants);
        assertThat(law.mean()).isEqualTo(space.afterPoisonTenants(poison).belowSlo(), within(1e-12));
        assertMoments(law, tenants);
        double seen = BlastRadiusSimulation.of(space, tenants + poison, 50_000)
                .poisonTenants(poison, new SplittableRandom(1))
                .variance();
        assertThat(seen).isEqualTo(law.variance(), within(0.05 * law.variance()));
    }

    private static void assertMoments(BelowSloLaw law, int tenants) {
        double all = 0;
        double mean = 0;
        double squares = 0;
        for (int below = 0; below <= tenants; below++) {
            double share = (double) below / tenants;
            all += law.exactly(below);
            mean += law.exactly(below) * share;
            squares += law.exactly(below) * share * share;
        }
        assertThat(all).isEqualTo(1, within(1e-9));
        assertThat(mean).isEqualTo(law.mean(), within(1e-9));
        assertThat(squares - mean * mean).isEqualTo(law.variance(), within(1e-9));
        assertThat(law.variance(1)).isEqualTo(mean * (1 - mean), within(1e-9));
        assertThat(law.quantile(0.99)).isBetween((int) (mean * tenants), tenants);
    }

    @Test
    void doesNotGuessWhatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BelowSloLaw.ofPoisonTenants(new ShardSpace(8, 2, 4), 1, 10))
                .withMessage("zones are 4 of 8 cells: the law of a number of tenants is known without zones only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DesignSpace(4, 6, 1))
                .withMessage("shard size 6 must be 1 to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DesignSpace(4, 4, 4))
                .withMessage("greatest overlap 4 must be 0 to 3");
    }
}
