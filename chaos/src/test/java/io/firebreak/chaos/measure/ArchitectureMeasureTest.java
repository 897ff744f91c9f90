package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.region.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureMeasureTest {
    private static final long SECOND = 1_000_000_000L;
    private static final DayTimes TIMES = new DayTimes(10 * SECOND, 20 * SECOND, 20 * SECOND, 40 * SECOND, 60 * SECOND);
    private static final AuditResult CLEAN = new AuditResult(9, 0, 0, 0, 0, List.of());
    private static final GameDay GAME_DAY = GameDays.poison("t-001");
    private static final FaultSpan FAULT = new FaultSpan("kill-cell", "cell-1", List.of(), List.of(), 0, 20);

    /** Ten tenants, the first so many of them bad in the window, the first so many predicted. */
    private static Day day(int bad, int predicted, int badInSteadyState, AuditResult audit) {
        Outcomes outcomes = new Outcomes();
        List<String> names = GameDays.names(10);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            outcomes.good(name, 10, 20, 20);
            if (i < badInSteadyState) {
                outcomes.bad(name, 15, 16, 1);
            }
            if (i < bad) {
                outcomes.bad(name, 20, 40, 40);
            } else {
                outcomes.good(name, 20, 40, 40);
            }
            outcomes.good(name, 40, 60, 40);
        }
        Set<TenantId> expected =
                names.stream().limit(predicted).map(TenantId::new).collect(Collectors.toSet());
        return DayMeasure.measure(new DayEvidence(
                GAME_DAY,
                names.stream()
                        .map(name ->
                                new MeasuredTenant(new TenantId(name), new Shard(List.of(new CellId("cell-1"))), false))
                        .toList(),
                TIMES,
                new Prediction(expected, expected, expected),
                List.of(FAULT),
                null,
                outcomes.all(),
                audit));
    }

    private static ArchitectureResult pool(Day... days) {
        return ArchitectureMeasure.pool(
                GAME_DAY, Architecture.SHUFFLE, 8, 2, new ArrayList<>(List.of(days)), List.of());
    }

    @Test
    void agreesWhenMeasuredAndPredictedAreTheSame() {
        ArchitectureResult result = pool(day(1, 1, 0, CLEAN));
        assertThat(result.blastRadius()).isEqualTo(new BlastRadius(0.1, 0.1, null, 0, 0, 0.1, 0, 0.1));
        assertThat(result.predicted()).isEqualTo(new Predicted(0.1, 0.1));
        assertThat(result.agreement()).isEqualTo(new Agreement(0, 1, 0, null));
        assertThat(result.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(result.broken()).isEmpty();
        assertThat(result.budget()).containsExactly(new BudgetCheck("belowSlo", "<= 0.1", 0.1, true));
        assertThat(result.recoverySeconds()).isZero();
    }

    @Test
    void disagreesBeyondTheHypothesis() {
        ArchitectureResult result = pool(day(2, 1, 0, CLEAN));
        assertThat(result.agreement().absoluteError()).isCloseTo(0.1, within(1e-9));
        assertThat(result.agreement().jaccard()).isEqualTo(0.5);
        assertThat(result.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(result.budget()).extracting(BudgetCheck::held).containsExactly(false);
    }

    @Test
    void takesTwoEmptySetsForTheSame() {
        ArchitectureResult result = pool(day(0, 0, 0, CLEAN));
        assertThat(result.agreement()).isEqualTo(new Agreement(0, 1, 0, null));
        assertThat(result.detectSeconds()).isNull();
    }

    @Test
    void poolsJaccardOverSeedsInsteadOfAveragingIt() {
        ArchitectureResult result = pool(day(0, 0, 0, CLEAN), day(1, 4, 0, CLEAN));
        assertThat(result.agreement().jaccard()).isEqualTo(0.25);
    }

    @Test
    void givesStudentsIntervalOverSeeds() {
        ArchitectureResult result = pool(day(1, 1, 0, CLEAN), day(2, 2, 0, CLEAN), day(3, 3, 0, CLEAN));
        Interval interval = Objects.requireNonNull(result.blastRadius().interval());
        assertThat(result.blastRadius().belowSlo()).isCloseTo(0.2, within(1e-9));
        // Mean 0.2, standard deviation 0.1, t(2) 4.303: 0.2 plus or minus 4.303 times 0.1 over the root of 3, cut at 0.
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isCloseTo(0.4484, within(1e-4));
    }

    @Test
    void hasNoVerdictWithoutASteadyState() {
        ArchitectureResult result = pool(day(1, 1, 3, CLEAN));
        assertThat(result.verdict()).isEqualTo(Verdict.NONE);
        assertThat(result.why()).contains("steady state").contains("0.985");
    }

    @Test
    void hasNoVerdictWhenOneOfItsDaysHasNone() {
        assertThat(pool(day(1, 1, 0, CLEAN), day(1, 1, 3, CLEAN)).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void namesEachBrokenPromise() {
        ArchitectureResult result = pool(day(1, 1, 0, new AuditResult(9, 2, 3, 4, 5, List.of())));
        assertThat(result.broken())
                .containsExactly(
                        "2 instances of settled acknowledgements are lost",
                        "3 client tokens left two live sets",
                        "4 hosts are over-committed",
                        "5 take-overs were never settled");
        assertThat(result.verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void doesNotLetErrorsOfSeveralSeedsCancelEachOtherOut() {
        ArchitectureResult result = pool(day(3, 1, 0, CLEAN), day(1, 3, 0, CLEAN));
        assertThat(result.agreement().absoluteError()).isZero();
        assertThat(result.agreement().meanAbsoluteError()).isCloseTo(0.2, within(1e-9));
        assertThat(result.agreement().jaccard()).isEqualTo(1 / 3.0);
        Interval interval = Objects.requireNonNull(result.agreement().interval());
        assertThat(interval.low()).isCloseTo(0.2, within(1e-9));
        assertThat(interval.high()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void hasNoVerdictWhenOneOfItsDaysFailed() {
        ArchitectureResult result = ArchitectureMeasure.pool(
                GAME_DAY,
                Architecture.SHUFFLE,
                8,
                2,
                List.of(day(1, 1, 0, CLEAN)),
                List.of(new FailedDay("shuffle", 7, "a database could not be read")));
        assertThat(result.verdict()).isEqualTo(Verdict.NONE);
        assertThat(result.why()).contains("the day of seed 7 failed: a database could not be read");
        assertThat(result.days()).hasSize(1);
    }

    @Test
    void poolsPhasesOverDays() {
        List<PhaseMeasure> phases =
                pool(day(1, 1, 0, CLEAN), day(3, 1, 0, CLEAN)).phases();
        assertThat(phases)
                .extracting(PhaseMeasure::phase)
                .containsExactly("warm-up", "steady state", "fault window", "recovery");
        assertThat(phases.get(1).availability()).isEqualTo(1);
        assertThat(phases.get(2).intents()).isEqualTo(800);
        assertThat(phases.get(2).availability()).isCloseTo(0.8, within(1e-9));
    }
}
