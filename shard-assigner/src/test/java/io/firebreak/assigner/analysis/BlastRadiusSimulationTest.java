package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlastRadiusSimulationTest {
    @ParameterizedTest
    @CsvSource({"8, 2, 8, 1, 3", "8, 2, 4, 2, 4", "7, 3, 3, 3, 5", "12, 4, 6, 5, 8", "8, 1, 8, 1, 1"})
    void agreesWithTheArithmetic(int cells, int shardSize, int zones, int poison, int failed) {
        ShardSpace space = new ShardSpace(cells, shardSize, zones);
        BlastRadiusSimulation simulation = BlastRadiusSimulation.of(space, 50, 400);
        // The seed is fixed, so that an interval which misses in 1 of 20 runs is not a test which fails in 1 of 20.
        assertThat(simulation.poisonTenants(poison, new SplittableRandom(2)).interval())
                .matches(interval ->
                        interval.contains(space.afterPoisonTenants(poison).belowSlo()));
        assertThat(simulation.failedCells(failed, new SplittableRandom(2)).interval())
                .matches(interval ->
                        interval.contains(space.afterFailedCells(failed).belowSlo()));
    }

    @Test
    void coversTheTruthInAboutNineteenOfTwentyRuns() {
        ShardSpace space = ShardSpace.unzoned(8, 2);
        double truth = space.afterPoisonTenants(1).belowSlo();
        BlastRadiusSimulation simulation = BlastRadiusSimulation.of(space, 20, 50);
        int covered = 0;
        for (int seed = 0; seed < 300; seed++) {
            if (simulation
                    .poisonTenants(1, new SplittableRandom(seed))
                    .interval()
                    .contains(truth)) {
                covered++;
            }
        }
        assertThat(covered).isBetween(275, 295);
    }

    @Test
    void givesTheSameResultForTheSameSeed() {
        BlastRadiusSimulation simulation = BlastRadiusSimulation.of(ShardSpace.unzoned(8, 2), 30, 50);
        assertThat(simulation.poisonTenants(1, new SplittableRandom(5)))
                .isEqualTo(simulation.poisonTenants(1, new SplittableRandom(5)))
                .isNotEqualTo(simulation.poisonTenants(1, new SplittableRandom(6)));
        assertThat(simulation.failedCells(3, new SplittableRandom(5)))
                .isEqualTo(simulation.failedCells(3, new SplittableRandom(5)));
    }

    @Test
    void isNotSureOfWhatItNeverSaw() {
        SimulatedBlastRadius seen =
                BlastRadiusSimulation.of(ShardSpace.unzoned(100, 5), 10, 100).poisonTenants(1, new SplittableRandom(1));
        assertThat(seen.belowSlo()).isZero();
        assertThat(seen.interval().low()).isZero();
        assertThat(seen.interval().high()).isBetween(0.01, 0.05);
    }

    @Test
    void refusesToLeaveNoTenantToCount() {
        BlastRadiusSimulation simulation = BlastRadiusSimulation.of(ShardSpace.unzoned(8, 2), 5, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation.poisonTenants(5, new SplittableRandom(1)))
                .withMessage("poison tenants are 5: they must be 0 to 4, fewer than tenants");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlastRadiusSimulation.of(ShardSpace.unzoned(8, 2), 5, 0))
                .withMessage("tenants 5 and trials 0 must be 1 or more");
    }

    @Test
    void agreesWithTheArithmeticWhereABatchHasManyTrials() {
        ShardSpace space = ShardSpace.unzoned(100, 2);
        BlastRadiusSimulation simulation = BlastRadiusSimulation.of(space, 100_000, 1_000);
        for (int count : new int[] {1, 20, 90}) {
            SimulatedBlastRadius poisoned = simulation.poisonTenants(count, new SplittableRandom(2));
            assertAgrees(poisoned, space.afterPoisonTenants(count));
            assertAgrees(simulation.failedCells(count, new SplittableRandom(2)), space.afterFailedCells(count));
        }
    }

    private static void assertAgrees(SimulatedBlastRadius seen, BlastRadius truth) {
        assertThat(seen.interval()).matches(interval -> interval.contains(truth.belowSlo()));
        assertThat(seen.mean().touched()).isEqualTo(truth.touched(), within(0.01));
        assertThat(seen.mean().unaffected()).isEqualTo(truth.unaffected(), within(0.01));
    }

    @Test
    void agreesWithEveryTrialOfTheShardsTenantsHave() {
        int covered = 0;
        for (long seed = 1; seed <= 50; seed++) {
            ShardTable table = ConcreteBlastRadiusTest.Case.random(seed).table();
            double poisoned =
                    new ConcreteBlastRadius(table, 1, 1).poisonTenants(2).mean().belowSlo();
            covered += BlastRadiusSimulation.of(table, 2_000)
                            .poisonTenants(2, new SplittableRandom(seed))
                            .interval()
                            .contains(poisoned)
                    ? 1
                    : 0;
        }
        assertThat(covered).isBetween(44, 50);
    }
}
