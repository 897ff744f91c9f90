package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client may say for how long it waits, and nobody works for it longer. */
class ClientPatienceTest {
    private static final String DEADLINE = "Firebreak-Deadline-Millis";
    private static final int BUDGET_MILLIS = 2_000;

    @Test
    void isToldToTheCellWhereItIsShorterThanTheRouters() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = before(cell)) {
            assertThat(router.send(within(router, "700")).statusCode()).isEqualTo(200);
            assertThat(router.send(within(router, "60000")).statusCode()).isEqualTo(200);
            assertThat(router.get("t-1", "/v1/shard").statusCode()).isEqualTo(200);

            assertThat(toldMillis(cell, 0)).isBetween(1, 700);
            assertThat(toldMillis(cell, 1)).isBetween(701, BUDGET_MILLIS);
            assertThat(toldMillis(cell, 2)).isBetween(701, BUDGET_MILLIS);
            assertThat(cell.seen().getFirst().headers().get(DEADLINE)).hasSize(1);
        }
    }

    @Test
    void endsTheWaitForACellThatStalls() {
        try (FakeCell stalled = new CellThatStalls();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, stalled)
                        .tenant("t-1", 1)
                        .budget(Duration.ofMinutes(1))
                        .start()) {
            HttpResponse<String> answer = router.send(within(router, "150"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    /** Else anybody could open a cell's breaker for all tenants by asking for answers within a millisecond. */
    @Test
    void saysNothingAboutACellThatHadLessTimeThanAnAttemptHas() {
        Stall stall = new Stall();
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .breakerAfter(4, Duration.ofMinutes(1))
                        .start()) {
            stall.reach(cell);
            for (int i = 0; i < 20; i++) {
                assertThat(router.send(within(router, "5")).statusCode()).isEqualTo(503);
            }
            stall.end();
            cell.becomes(request -> Answer.of(200, "{}"));
            assertThat(router.get("t-1", "/v1/shard").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "1.5", "1000000000", "+7", ""})
    void isRefusedWhereItIsNoNumber(String millis) {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = before(cell)) {
            HttpResponse<String> answer = router.send(within(router, millis));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("INVALID_PARAMETER", DEADLINE);
            assertThat(cell.seen()).isEmpty();
        }
    }

    @Test
    void isRefusedWhereItStandsTwice() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = before(cell)) {
            HttpRequest twice = router.authorized("t-1", "/v1/shard")
                    .header(DEADLINE, "100")
                    .header(DEADLINE, "200")
                    .build();
            assertThat(router.send(twice).statusCode()).isEqualTo(400);
        }
    }

    private static RouterUnderTest before(FakeCell cell) {
        return RouterUnderTest.region()
                .cell(1, cell)
                .tenant("t-1", 1)
                .budget(Duration.ofMillis(BUDGET_MILLIS))
                .start();
    }

    private static HttpRequest within(RouterUnderTest router, String millis) {
        return router.authorized("t-1", "/v1/shard").header(DEADLINE, millis).build();
    }

    private static int toldMillis(CellThatAnswers cell, int call) {
        return Integer.parseInt(String.valueOf(cell.seen().get(call).header(DEADLINE)));
    }
}
