package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictRuleTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final GameDay GAME_DAY = GameDays.poison("t-001");
    private static final TenantId TENANT = new TenantId("t-001");

    private final List<IntentOutcome> outcomes = new ArrayList<>(new Outcomes()
            .good("t-001", 10, 20, 2_000)
            .good("t-001", 20, 40, 40)
            .good("t-001", 40, 60, 40)
            .all());

    private @Nullable String aborted;

    private VerdictRule.Finding judge() {
        Day day = DayMeasure.measure(new DayEvidence(
                GAME_DAY,
                List.of(new MeasuredTenant(TENANT, new Shard(List.of(new CellId("cell-1"))), false)),
                new DayTimes(10 * SECOND, 20 * SECOND, 20 * SECOND, 40 * SECOND, 60 * SECOND),
                new Prediction(Set.of(), Set.of(), Set.of()),
                List.of(),
                aborted,
                outcomes,
                new AuditResult(0, 0, 0, 0, 0, List.of())));
        return VerdictRule.judge(GAME_DAY, List.of(day), List.of(), new Agreement(0, 1, 0, null));
    }

    /** Good lists of the fault window that started late. */
    private void late(int count, long lagNanos) {
        for (int i = 0; i < count; i++) {
            long due = 25 * SECOND + i * MILLI;
            outcomes.add(new IntentOutcome(
                    TENANT, IntentKind.LIST, due, due + lagNanos, due + lagNanos, Ending.SUCCEEDED, 1, false));
        }
    }

    @Test
    void speaksWhenNothingIsAgainstIt() {
        assertThat(judge().verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void isSilentWhenTheDayWasBrokenOff() {
        aborted = "the day was aborted 4 s after its first fault";
        assertThat(judge().verdict()).isEqualTo(Verdict.NONE);
        assertThat(judge().why()).contains(aborted);
    }

    @Test
    void isSilentWhenTheGeneratorLagged() {
        late(30, 300 * MILLI);
        assertThat(judge().verdict()).isEqualTo(Verdict.NONE);
        assertThat(judge().why()).contains("p99 lag");
    }

    @Test
    void forgivesARareLag() {
        late(10, 300 * MILLI);
        assertThat(judge().verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void isSilentWhenTheGeneratorDroppedASingleStart() {
        outcomes.add(new IntentOutcome(
                TENANT, IntentKind.LIST, 25 * SECOND, 25 * SECOND, 25 * SECOND, Ending.NOT_SENT, 0, false));
        assertThat(judge().verdict()).isEqualTo(Verdict.NONE);
        assertThat(judge().why()).contains("dropped 1 starts");
    }

    @Test
    void isSilentWhenTheRegionWasShortOfRoom() {
        for (int i = 0; i < 2; i++) {
            outcomes.add(new IntentOutcome(
                    TENANT,
                    IntentKind.LAUNCH,
                    15 * SECOND,
                    15 * SECOND,
                    15 * SECOND,
                    Ending.OUT_OF_CAPACITY,
                    1,
                    false));
        }
        assertThat(judge().verdict()).isEqualTo(Verdict.NONE);
        assertThat(judge().why()).contains("refused for want of capacity");
    }

    @Test
    void isSilentWhenNobodyWasMeasured() {
        outcomes.removeIf(outcome -> outcome.dueNanos() >= 20 * SECOND);
        assertThat(judge().verdict()).isEqualTo(Verdict.NONE);
        assertThat(judge().why()).contains("30 intents");
    }

    @Test
    void isSilentWhenTheGeneratorWas() {
        outcomes.removeIf(outcome -> outcome.dueNanos() >= 50 * SECOND);
        assertThat(judge().verdict()).isEqualTo(Verdict.NONE);
        assertThat(judge().why()).contains("the generator recorded nothing for 10");
    }
}
