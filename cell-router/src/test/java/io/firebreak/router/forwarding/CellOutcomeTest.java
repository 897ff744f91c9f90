package io.firebreak.router.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a limit is learnt from. */
class CellOutcomeTest {
    private static final RoutedCell CELL =
            new RoutedCell(new CellId("cell-1"), 1, "zone-1", CellState.ACTIVE, List.of());

    /** Anybody can have refusals without end, which would make room that is not there. */
    @ParameterizedTest
    @CsvSource({"200,true", "201,true", "304,true", "400,false", "401,false", "404,false", "409,false", "429,false"})
    void aRefusalIsNothingServed(int status, boolean served) {
        Reply reply = new Reply(status, Headers.empty(), Body.EMPTY);
        assertThat(new CellOutcome(CELL, new CellVerdict.Answered(), reply).isServed())
                .isEqualTo(served);
    }

    @Test
    void onlyTheCellsOwnWordIsThatItSheds() {
        Reply reply = new Reply(503, Headers.empty(), Body.EMPTY);
        assertThat(new CellOutcome(CELL, new CellVerdict.Overloaded(false), reply).isShed())
                .isTrue();
        assertThat(new CellOutcome(CELL, new CellVerdict.Overloaded(true), reply).isShed())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void noFailureTeachesALimit(Failure failure) {
        CellOutcome outcome = CellOutcome.noReply(CELL, failure);
        assertThat(outcome.isShed()).isFalse();
        assertThat(outcome.isServed()).isFalse();
    }
}
