package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.NodeName;
import io.firebreak.chaos.gameday.RouterName;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tenants a to f are on cells 12, 13, 14, 23, 24 and 34. */
class PredictorTest {
    private static Set<TenantId> tenants(String names) {
        return Arrays.stream(names.split("")).map(TenantId::new).collect(Collectors.toSet());
    }

    private static Prediction predict(FaultSite site, Step... steps) {
        GameDay gameDay = GameDays.of(steps);
        return Predictor.predict(FaultPlan.of(gameDay, site), site, Slo.of(gameDay));
    }

    private static Step killCell(int from, int cell, int seconds) {
        return GameDays.step(from, new Fault.KillCell(Target.named(Sites.cell(cell))), seconds);
    }

    @Test
    void expectsNobodyBelowTheSloWhenOneCellOfTwoDies() {
        Prediction prediction = predict(Sites.pairsOfFour(1), killCell(0, 1, 20));
        assertThat(prediction.belowSlo()).isEmpty();
        assertThat(prediction.owned()).isEqualTo(tenants("abc"));
    }

    @Test
    void expectsTheTenantsWhoseWholeShardDies() {
        Prediction prediction = predict(
                Sites.pairsOfFour(1), GameDays.step(0, new Fault.KillShard(Target.named(new TenantId("d"))), 20));
        assertThat(prediction.belowSlo()).isEqualTo(tenants("d"));
        assertThat(prediction.down()).isEqualTo(tenants("d"));
        assertThat(prediction.owned()).isEqualTo(tenants("abdef"));
    }

    @Test
    void expectsEveryoneOfTheOneCluster() {
        assertThat(predict(Sites.regional(4), killCell(0, 1, 20)).belowSlo()).isEqualTo(tenants("abcdef"));
    }

    @Test
    void neverExpectsThePoisonousTenantItself() {
        Step poison = GameDays.step(0, new Fault.PoisonTenant(Target.named(new TenantId("a"))), 20);
        assertThat(predict(Sites.pairsOfFour(1), poison).belowSlo()).isEmpty();
        assertThat(predict(Sites.pairsOfFour(1), poison).owned()).isEqualTo(tenants("bcde"));
        assertThat(predict(Sites.regional(4), poison).belowSlo()).isEqualTo(tenants("bcdef"));
    }

    @Test
    void addsUpCellsThatAreDeadAtTheSameTime() {
        Prediction prediction = predict(Sites.pairsOfFour(1), killCell(0, 1, 20), killCell(0, 2, 20));
        assertThat(prediction.belowSlo()).isEqualTo(tenants("a"));
    }

    @Test
    void forgivesCellsThatAreDeadOneAfterTheOther() {
        assertThat(predict(Sites.pairsOfFour(1), killCell(0, 1, 20), killCell(20, 2, 20))
                        .belowSlo())
                .isEmpty();
    }

    @Test
    void weighsHowMuchOfTheWindowAShardIsDead() {
        Prediction tenSeconds = predict(Sites.pairsOfFour(1), killCell(0, 1, 100), killCell(0, 2, 10));
        Prediction elevenSeconds = predict(Sites.pairsOfFour(1), killCell(0, 1, 100), killCell(0, 2, 11));
        assertThat(tenSeconds.belowSlo()).isEmpty();
        assertThat(elevenSeconds.belowSlo()).isEqualTo(tenants("a"));
        assertThat(elevenSeconds.down()).isEmpty();
    }

    @Test
    void expectsNobodyWhenOneNodeOfSeveralDies() {
        Step step = GameDays.step(0, new Fault.KillNode(Target.random(), Target.random()), 20);
        Prediction prediction = predict(Sites.pairsOfFour(2), step);
        assertThat(prediction.belowSlo()).isEmpty();
        assertThat(prediction.owned()).isEmpty();
    }

    @Test
    void addsUpNodesAndRoutersThatAreDeadAtTheSameTime() {
        Step first = GameDays.step(0, node("node-1"), 20);
        Step second = GameDays.step(0, node("node-2"), 20);
        assertThat(predict(Sites.pairsOfFour(2), first, second, killCell(0, 2, 20))
                        .belowSlo())
                .isEqualTo(tenants("a"));
        assertThat(predict(Sites.pairsOfFour(1), router(1, 0), router(2, 0)).belowSlo())
                .isEqualTo(tenants("abcdef"));
        assertThat(predict(Sites.pairsOfFour(1), router(1, 0), router(2, 20)).belowSlo())
                .isEmpty();
    }

    private static Fault node(String name) {
        return new Fault.KillNode(Target.named(Sites.cell(1)), Target.named(new NodeName(name)));
    }

    private static Step router(int number, int from) {
        return GameDays.step(from, new Fault.KillRouter(Target.named(new RouterName("router-" + number))), 20);
    }
}
