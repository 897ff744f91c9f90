package io.firebreak.router.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepTest {
    @ParameterizedTest(name = "{0} after {1}, node left {2}, cell left {3}: {4}")
    @CsvSource({
        "LAUNCH,   NOT_CONNECTED, true,  true,  AnotherNode",
        "LAUNCH,   NOT_CONNECTED, false, true,  NextCell",
        "LAUNCH,   NOT_CONNECTED, false, false, Finish",
        "LAUNCH,   BELIEVED_DEAD, false, true,  NextCell",
        "LAUNCH,   CUT_OFF,       true,  true,  AnotherNode",
        "LAUNCH,   TIMED_OUT,     false, true,  NextCell",
        "LAUNCH,   SERVER_ERROR,  true,  true,  NextCell",
        "LAUNCH,   SERVER_ERROR,  true,  false, AnotherNode",
        "DESCRIBE, CUT_OFF,       true,  false, AnotherNode",
        "DESCRIBE, SERVER_ERROR,  true,  false, AnotherNode",
        "TERMINATE,TIMED_OUT,     true,  false, AnotherNode",
        "TERMINATE,TIMED_OUT,     false, false, Finish",
        "ACT,      NOT_CONNECTED, true,  false, AnotherNode",
        "ACT,      CUT_OFF,       true,  true,  Finish",
        "ACT,      TIMED_OUT,     true,  true,  Finish",
        "ACT,      SERVER_ERROR,  true,  true,  Finish",
    })
    void afterAFailure(RequestKind kind, Failure failure, boolean nodeLeft, boolean cellLeft, String step) {
        assertThat(NextStep.after(kind, new CellVerdict.Failed(failure), nodeLeft, cellLeft))
                .hasSameClassAs(named(step));
    }

    @ParameterizedTest
    @EnumSource
    void deliversWhatACellAnsweredAndRoutesAgainForANewerShard(RequestKind kind) {
        CellVerdict.WrongEpoch news =
                new CellVerdict.WrongEpoch(2, new Shard(List.of(new CellId("cell-1"))), List.of());
        assertThat(NextStep.after(kind, new CellVerdict.Answered(), true, true)).isEqualTo(new NextStep.Finish());
        assertThat(NextStep.after(kind, news, true, true)).isEqualTo(new NextStep.RouteAgain(news));
    }

    @ParameterizedTest
    @EnumSource
    void takesARefusalToTheNextCellAndNeverToAnotherNode(RequestKind kind) {
        for (CellVerdict refusal : List.of(new CellVerdict.NoRoom(), new CellVerdict.EpochAhead())) {
            assertThat(NextStep.after(kind, refusal, true, true)).isEqualTo(new NextStep.NextCell());
            assertThat(NextStep.after(kind, refusal, true, false)).isEqualTo(new NextStep.Finish());
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatWasShedToAnotherNodeAndThenToTheNextCellForNothingWasDone(RequestKind kind) {
        CellVerdict shed = new CellVerdict.Overloaded(false);
        assertThat(NextStep.after(kind, shed, true, true)).isEqualTo(new NextStep.AnotherNode());
        assertThat(NextStep.after(kind, shed, false, true)).isEqualTo(new NextStep.NextCell());
        assertThat(NextStep.after(kind, shed, false, false)).isEqualTo(new NextStep.Finish());
        assertThat(shed.countsAgainstTheCell()).isFalse();
    }

    private static NextStep named(String step) {
        return switch (step) {
            case "AnotherNode" -> new NextStep.AnotherNode();
            case "NextCell" -> new NextStep.NextCell();
            default -> new NextStep.Finish();
        };
    }
}
