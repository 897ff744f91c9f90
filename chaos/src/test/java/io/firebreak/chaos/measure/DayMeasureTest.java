package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A day of 10 s warm-up, 10 s steady state, a fault from 20 s to 40 s, and 20 s of recovery. */
class DayMeasureTest {
    private static final long SECOND = 1_000_000_000L;
    private static final DayTimes TIMES = new DayTimes(10 * SECOND, 20 * SECOND, 20 * SECOND, 40 * SECOND, 60 * SECOND);
    private static final AuditResult CLEAN = new AuditResult(0, 0, 0, 0, 0, List.of());

    private final Outcomes outcomes = new Outcomes();

    private static MeasuredTenant tenant(String name) {
        return new MeasuredTenant(new TenantId(name), new Shard(List.of(new CellId("cell-1"))), name.equals("poison"));
    }

    private static Set<TenantId> ids(String... names) {
        return Arrays.stream(names).map(TenantId::new).collect(Collectors.toSet());
    }

    private Day measure(Set<TenantId> predicted, String... tenants) {
        return DayMeasure.measure(new DayEvidence(
                GameDays.poison("poison"),
                Arrays.stream(tenants).map(DayMeasureTest::tenant).toList(),
                TIMES,
                new Prediction(predicted, predicted, predicted),
                List.of(),
                null,
                outcomes.all(),
                CLEAN));
    }

    private TenantDay day(Day day, String tenant) {
        return day.result().tenants().stream()
                .filter(one -> one.tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scoresTenantsByTheirGoodShareInTheWindow() {
        outcomes.good("fine", 20, 40, 40);
        outcomes.good("at-the-limit", 20, 38, 36).bad("at-the-limit", 38, 40, 4);
        outcomes.good("below", 20, 37, 35).bad("below", 37, 40, 5);
        outcomes.good("barely-below", 20, 22, 4).bad("barely-below", 22, 40, 36);
        outcomes.good("down", 20, 22, 3).bad("down", 22, 40, 37);
        Day day = measure(Set.of(), "fine", "at-the-limit", "below", "barely-below", "down");
        assertThat(day(day, "fine").outcome()).isEqualTo(TenantOutcome.IN_SLO);
        assertThat(day(day, "at-the-limit").outcome()).isEqualTo(TenantOutcome.IN_SLO);
        assertThat(day(day, "below").outcome()).isEqualTo(TenantOutcome.BELOW_SLO);
        assertThat(day(day, "barely-below").outcome()).isEqualTo(TenantOutcome.BELOW_SLO);
        assertThat(day(day, "down").outcome()).isEqualTo(TenantOutcome.DOWN);
        assertThat(day.result().belowSlo()).isEqualTo(3 / 5.0);
        assertThat(day.result().down()).isEqualTo(1 / 5.0);
        assertThat(day.result().measured()).containsExactly("barely-below", "below", "down");
    }

    @Test
    void countsOnlyIntentsScheduledInTheWindow() {
        outcomes.bad("t", 15, 20, 100).good("t", 20, 40, 40).bad("t", 40, 60, 100);
        assertThat(day(measure(Set.of(), "t"), "t").goodShare()).isEqualTo(1);
        assertThat(day(measure(Set.of(), "t"), "t").intents()).isEqualTo(40);
    }

    @Test
    void takesASuccessThatCameTooLateForBad() {
        outcomes.good("t", 20, 39, 35);
        outcomes.add("t", IntentKind.LIST, 39, Ending.SUCCEEDED, 1_000);
        for (int i = 0; i < 4; i++) {
            outcomes.add("t", IntentKind.LIST, 39.5, Ending.SUCCEEDED, 1_001);
        }
        assertThat(day(measure(Set.of(), "t"), "t").goodShare()).isEqualTo(0.9);
    }

    @Test
    void takesEveryOtherEndingForBad() {
        outcomes.good("t", 20, 39, 25);
        for (Ending ending :
                List.of(Ending.NOT_SENT, Ending.REFUSED, Ending.TIMED_OUT, Ending.UNANSWERED, Ending.OUT_OF_CAPACITY)) {
            outcomes.add("t", IntentKind.LAUNCH, 39, ending, 5);
        }
        assertThat(day(measure(Set.of(), "t"), "t").goodShare()).isEqualTo(25 / 30.0);
    }

    @Test
    void reportsATenantWithTooFewIntentsAndNeverScoresIt() {
        outcomes.bad("few", 20, 40, 29).good("enough", 20, 40, 30);
        Day day = measure(ids("few"), "few", "enough", "silent");
        assertThat(day(day, "few").outcome()).isEqualTo(TenantOutcome.NO_DATA);
        assertThat(day(day, "silent").outcome()).isEqualTo(TenantOutcome.NO_DATA);
        assertThat(day(day, "enough").outcome()).isEqualTo(TenantOutcome.IN_SLO);
        assertThat(day.result().belowSlo()).isZero();
        assertThat(day.totals().shared().noData()).containsExactlyInAnyOrder("few", "silent");
        assertThat(day.totals().shared().predictedBelow()).isEmpty();
    }

    @Test
    void countsAllKindsOfIntentsTowardsHavingEnoughData() {
        outcomes.bad("t", 20, 40, 28);
        outcomes.add("t", IntentKind.DESCRIBE, 30, Ending.SUCCEEDED, 5);
        outcomes.add("t", IntentKind.TERMINATE, 31, Ending.SUCCEEDED, 5);
        assertThat(day(measure(Set.of(), "t"), "t").outcome()).isEqualTo(TenantOutcome.DOWN);
    }

    @Test
    void scoresIntentsBoundToACellApart() {
        outcomes.good("t", 20, 40, 40);
        for (int i = 0; i < 10; i++) {
            outcomes.add("t", IntentKind.DESCRIBE, 21 + i, i < 5 ? Ending.SUCCEEDED : Ending.REFUSED, 5);
        }
        TenantDay tenant = day(measure(Set.of(), "t"), "t");
        assertThat(tenant.outcome()).isEqualTo(TenantOutcome.IN_SLO);
        assertThat(tenant.owned()).isEqualTo(TenantOutcome.BELOW_SLO);
        assertThat(tenant.ownedGoodShare()).isEqualTo(0.5);
        assertThat(tenant.ownedIntents()).isEqualTo(10);
    }

    @Test
    void leavesThePoisonousTenantOutOfEverything() {
        outcomes.good("t", 10, 60, 100).bad("poison", 10, 60, 1_000);
        Day day = measure(Set.of(), "t", "poison");
        assertThat(day(day, "poison").outcome()).isEqualTo(TenantOutcome.LEFT_OUT);
        assertThat(day.result().belowSlo()).isZero();
        assertThat(day.result().availability()).isEqualTo(1);
        assertThat(day.result().steadyStateAvailability()).isEqualTo(1);
        assertThat(day.result().detectSeconds()).isNull();
        assertThat(day.result().recoverySeconds()).isZero();
        assertThat(day.totals().tenantSecondsLost()).isZero();
        assertThat(day.totals().intents()).isEqualTo(40);
    }

    @Test
    void countsSecondsLostByTenantFromTheFaultsStartOn() {
        outcomes.good("t", 10, 20, 40).bad("t", 20, 45, 50).good("t", 45, 60, 60);
        outcomes.bad("u", 12, 20, 16).good("u", 20, 60, 80);
        assertThat(measure(Set.of(), "t", "u").totals().tenantSecondsLost()).isEqualTo(25);
    }

    @Test
    void drawsTheSeriesFromTheStartOfTheLoad() {
        outcomes.good("t", 20, 21, 3).bad("t", 40, 41, 2);
        Day day = measure(Set.of(), "t");
        assertThat(day.result().firstSecond()).isEqualTo(-20);
        assertThat(day(day, "t").good().get(20)).isEqualTo(3);
        assertThat(day(day, "t").bad().get(40)).isEqualTo(2);
        assertThat(day.result().availabilitySeries().get(20)).isEqualTo(1.0);
        assertThat(day.result().availabilitySeries().get(40)).isEqualTo(0.0);
        assertThat(day.result().availabilitySeries().get(0)).isNull();
    }

    @Test
    void judgesTheGeneratorFromTheSteadyStateOn() {
        outcomes.good("t", 20, 40, 40);
        outcomes.add("t", IntentKind.LIST, 5, Ending.NOT_SENT, 0);
        assertThat(measure(Set.of(), "t").result().generator().dropped()).isZero();
        outcomes.add("t", IntentKind.LIST, 15, Ending.NOT_SENT, 0);
        assertThat(measure(Set.of(), "t").result().generator().dropped()).isEqualTo(1);
    }

    @Test
    void countsCapacityRefusalsApart() {
        outcomes.good("t", 10, 20, 1_998);
        outcomes.add("t", IntentKind.LAUNCH, 19, Ending.OUT_OF_CAPACITY, 5);
        outcomes.add("t", IntentKind.LAUNCH, 30, Ending.OUT_OF_CAPACITY, 5);
        Day day = measure(Set.of(), "t");
        assertThat(day.totals().capacityRefusals()).isEqualTo(2);
        assertThat(day.totals().steadyLaunches().value()).isCloseTo(0.999, within(1e-9));
    }
}
