package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.region.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The known ways in which scores of resilience go wrong, each with a day on which the obvious score is wrong: what it would say
 * is computed beside ours.
 */
class KnownMistakesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final DayTimes TIMES = new DayTimes(10 * SECOND, 20 * SECOND, 20 * SECOND, 40 * SECOND, 60 * SECOND);
    private static final FaultSpan FAULT = new FaultSpan("kill-cell", "cell-1", List.of(), List.of(), 0, 20);
    private static final GameDay GAME_DAY = GameDays.poison("poison");
    private static final Slo SLO = Slo.of(GAME_DAY);

    private final Outcomes outcomes = new Outcomes();

    private ArchitectureResult result(String... tenants) {
        Day day = DayMeasure.measure(new DayEvidence(
                GAME_DAY,
                Arrays.stream(tenants)
                        .map(name -> new MeasuredTenant(
                                new TenantId(name), new Shard(List.of(new CellId("cell-1"))), name.equals("poison")))
                        .toList(),
                TIMES,
                new Prediction(Set.of(), Set.of(), Set.of()),
                List.of(FAULT),
                null,
                outcomes.all(),
                new AuditResult(0, 0, 0, 0, 0, List.of())));
        return ArchitectureMeasure.pool(GAME_DAY, Architecture.SHUFFLE, 8, 2, List.of(day), List.of());
    }

    private Stream<IntentOutcome> window() {
        return outcomes.all().stream().filter(TIMES::inFaultWindow);
    }

    private static double goodShare(Stream<IntentOutcome> some) {
        List<IntentOutcome> all = some.toList();
        return all.isEmpty()
                ? 1
                : (double) all.stream().filter(intent -> intent.isGood(SLO)).count() / all.size();
    }

    private void steadyBefore(String... tenants) {
        for (String tenant : tenants) {
            outcomes.good(tenant, 10, 20, 400);
        }
    }

    @Test
    void noDataIsNoSuccess() {
        steadyBefore("seen", "silent-1", "silent-2");
        outcomes.good("seen", 20, 60, 160);

        double naive =
                goodShare(window().filter(intent -> intent.tenant().value().startsWith("silent")));
        assertThat(naive).as("nothing went wrong where nothing was tried").isEqualTo(1);

        ArchitectureResult result = result("seen", "silent-1", "silent-2");
        assertThat(result.noDataTenants()).isEqualTo(2);
        assertThat(result.verdict()).isEqualTo(Verdict.NONE);
        assertThat(result.why()).contains("only 1 of 3 tenants");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noShareIsOverOne(long seed) {
        Random chance = new Random(seed);
        List<IntentKind> kinds = List.of(IntentKind.values());
        List<Ending> endings = List.of(Ending.values());
        String[] tenants = {"a", "b", "c", "d", "poison"};
        for (String tenant : tenants) {
            for (int i = 0; i < 400; i++) {
                outcomes.add(
                        tenant,
                        kinds.get(chance.nextInt(kinds.size())),
                        chance.nextDouble() * 60,
                        endings.get(chance.nextInt(endings.size())),
                        chance.nextInt(3_000));
            }
        }
        double naive = (double) window().filter(intent -> !intent.isGood(SLO)).count()
                / window().filter(intent -> intent.ending() == Ending.SUCCEEDED).count();
        assertThat(naive).as("failures over what succeeded").isGreaterThan(1);

        ArchitectureResult result = result(tenants);
        BlastRadius radius = result.blastRadius();
        assertThat(List.of(
                        radius.belowSlo(),
                        radius.down(),
                        radius.slow(),
                        radius.failing(),
                        radius.requests(),
                        radius.late(),
                        radius.weighted(),
                        result.owned().belowSlo(),
                        result.availability(),
                        result.worstTenantAvailability()))
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
        assertThat(radius.slow() + radius.failing() + radius.down())
                .as("no tenant counts twice")
                .isEqualTo(radius.belowSlo());
        assertThat(radius.late()).isLessThanOrEqualTo(radius.requests());
    }

    @Test
    void aTotalOutageInWhichNobodyAnswersIsOne() {
        steadyBefore("a", "b");
        for (String tenant : List.of("a", "b")) {
            for (int i = 0; i < 80; i++) {
                outcomes.add(tenant, IntentKind.LIST, 20 + i * 0.5, Ending.UNANSWERED, 3_000);
            }
        }
        double naive = goodShare(
                window().filter(intent -> intent.ending() == Ending.SUCCEEDED || intent.ending() == Ending.REFUSED));
        assertThat(naive).as("of those that were answered").isEqualTo(1);

        ArchitectureResult result = result("a", "b");
        assertThat(result.blastRadius().down()).isEqualTo(1);
        assertThat(result.blastRadius().requests()).isEqualTo(1);
        assertThat(result.recoverySeconds()).isNull();
        assertThat(result.verdict()).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void aGeneratorThatGotStuckProvesNothing() {
        steadyBefore("a", "b");
        outcomes.good("a", 20, 38, 80).good("b", 20, 38, 80);

        assertThat(goodShare(window())).as("of what was recorded").isEqualTo(1);

        ArchitectureResult result = result("a", "b");
        assertThat(result.verdict()).isEqualTo(Verdict.NONE);
        assertThat(result.why()).contains("recorded nothing for 22");
        assertThat(result.recoverySeconds()).as("nobody saw a recovery").isNull();
        assertThat(result.broken()).anyMatch(promise -> promise.contains("did not return"));
    }

    @Test
    void aTenantOfWhichNothingMoreIsHeardHasNotRecovered() {
        steadyBefore("a", "b");
        outcomes.good("a", 20, 60, 160);
        outcomes.bad("b", 20, 40, 80);
        assertThat(goodShare(outcomes.all().stream().filter(intent -> intent.dueNanos() >= 40 * SECOND)))
                .as("of what came after the fault")
                .isEqualTo(1);
        assertThat(result("a", "b").recoverySeconds()).isNull();
    }

    @Test
    void theFaultyTenantsOwnFailuresCountNowhere() {
        steadyBefore("a", "b", "poison");
        outcomes.good("a", 20, 60, 160).good("b", 20, 60, 160).bad("poison", 20, 60, 2_000);

        assertThat(goodShare(window())).as("of all requests").isLessThan(0.2);

        ArchitectureResult result = result("a", "b", "poison");
        assertThat(result.blastRadius().belowSlo()).isZero();
        assertThat(result.blastRadius().requests()).isZero();
        assertThat(result.blastRadius().weighted()).isZero();
        assertThat(result.availability()).isEqualTo(1);
        assertThat(result.phases())
                .allSatisfy(phase -> assertThat(phase.availability()).isEqualTo(1));
        assertThat(result.verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void aStallDelaysTheLoadAndIsNotLeftOutForIt() {
        steadyBefore("a");
        long stallEnds = 30 * SECOND;
        for (long due = 20 * SECOND; due < 40 * SECOND; due += SECOND / 4) {
            long answered = due < stallEnds ? stallEnds : due + SECOND / 100;
            outcomes.add(new IntentOutcome(
                    new TenantId("a"), IntentKind.LIST, due, due, answered, Ending.SUCCEEDED, 1, false));
        }
        outcomes.good("a", 40, 60, 80);

        long naive =
                1 + window().filter(intent -> intent.dueNanos() >= stallEnds).count();
        assertThat(1.0 / naive)
                .as("a closed loop waits for its one answer and sends nothing meanwhile")
                .isLessThan(0.03);

        ArchitectureResult result = result("a");
        assertThat(result.blastRadius().requests()).isEqualTo(36 / 80.0);
        assertThat(result.blastRadius().late()).isEqualTo(36 / 80.0);
        assertThat(result.blastRadius().slow()).isEqualTo(1);
        assertThat(result.latencyMillis().p99()).isGreaterThan(9_000);
    }

    @Test
    void theDenominatorDoesNotShrinkWithTheOutage() {
        steadyBefore("a", "b");
        outcomes.good("a", 20, 60, 160);
        outcomes.good("b", 20, 22, 8).bad("b", 22, 40, 72).good("b", 40, 60, 80);

        double naive = goodShare(window().filter(intent -> intent.ending() == Ending.SUCCEEDED));
        assertThat(naive).as("of the answers there were").isEqualTo(1);

        ArchitectureResult result = result("a", "b");
        assertThat(result.blastRadius().requests()).isEqualTo(72 / 160.0);
        assertThat(result.blastRadius().belowSlo()).isEqualTo(0.5);
        assertThat(result.worstTenant()).isEqualTo("b");
    }

    @Test
    void aTenantIsWeightedByWhatItWantedAndNotByWhatItGot() {
        steadyBefore("big", "small");
        outcomes.bad("big", 20, 40, 300).good("big", 40, 60, 300);
        outcomes.good("small", 20, 60, 200);
        ArchitectureResult result = result("big", "small");
        assertThat(result.blastRadius().belowSlo()).isEqualTo(0.5);
        assertThat(result.blastRadius().weighted()).isEqualTo(0.75);
        assertThat(Objects.requireNonNull(result.containSeconds())).isBetween(2.0, 3.0);
    }
}
