package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatAnswers500;
import io.firebreak.router.cells.CellThatIsSlow;
import io.firebreak.router.cells.CellThatLagsBehind;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.CellWithoutRoom;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.cells.SeenRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BreakerTest {
    private static final int CALLS = 4;
    private static final String INSTANCE = "/v1/instances/i-0001a41b22c90d1e5";

    @Test
    void leavesACellAloneThatFailsAndComesBackWhenItIsWell() {
        try (CellThatAnswers500 cell = new CellThatAnswers500();
                RouterUnderTest router = oneCell(cell)) {
            for (int i = 0; i < CALLS; i++) {
                assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(500);
            }
            assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(503);
            assertThat(cell.seen()).hasSize(CALLS);

            cell.becomes(request -> Answer.of(200, "{}"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> router.get("t-1", INSTANCE).statusCode() == 200);
            for (int i = 0; i < CALLS; i++) {
                assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void sendsLaunchesOfAStalledCellElsewhereWithoutWaiting() {
        try (FakeCell stalled = new CellThatStalls();
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, stalled)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .attempt(Duration.ofMillis(100))
                        .breakerAfter(CALLS)
                        .start()) {
            String token = FailoverTest.tokenWhoseArbiterIs("cell-1");
            for (int i = 0; i < CALLS + 3; i++) {
                assertThat(router.launch("t-1", token).statusCode()).isEqualTo(200);
            }
            assertThat(stalled.seen().size()).isLessThan(CALLS + 3).isGreaterThanOrEqualTo(CALLS);
        }
    }

    @Test
    void waitsForASlowCellWhenTheOtherOneIsBelievedDead() {
        try (FakeCell dead = new CellThatRefusesConnections();
                CellThatAnswers slow = new CellThatIsSlow("cell-1", Duration.ofMillis(500));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, slow)
                        .cell(2, dead)
                        .tenant("t-1", 1, 2)
                        .tenant("t-2", 2)
                        .attempt(Duration.ofMillis(100))
                        .breakerAfter(CALLS)
                        .start()) {
            for (int i = 0; i < CALLS; i++) {
                router.launch("t-2", "token");
            }
            assertThat(router.launch("t-1", FailoverTest.tokenWhoseArbiterIs("cell-1"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void waitsForASlowCellWhenTheBudgetOfRetriesIsSpent() {
        try (CellThatAnswers slow = new CellThatIsSlow("cell-1", Duration.ofMillis(400));
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, slow)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .attempt(Duration.ofMillis(100))
                        .withoutRetries()
                        .start()) {
            assertThat(router.launch("t-1", FailoverTest.tokenWhoseArbiterIs("cell-1"))
                            .body())
                    .contains("cell-1");
            assertThat(next.seen()).isEmpty();
        }
    }

    @Test
    void asksOneCellWhenAllAreBelievedDeadAndTheBudgetOfRetriesPaysForIt() {
        try (CellThatAnswers500 first = new CellThatAnswers500();
                CellThatAnswers500 second = new CellThatAnswers500();
                RouterUnderTest router = twoCells(first, second).start()) {
            openBreakersOf(router, "t-2", "t-3");

            first.becomes(request -> Answer.of(200, "{}"));
            second.becomes(request -> Answer.of(200, "{}"));
            int before = first.seen().size() + second.seen().size();
            assertThat(router.launch("t-1", "token").statusCode()).isEqualTo(200);
            assertThat(first.seen().size() + second.seen().size()).isEqualTo(before + 1);
        }
    }

    @Test
    @SuppressWarnings("try") // two of them die before the end
    void asksThemAllWhenAllAreBelievedDeadAndSomeAre() {
        try (CellThatAnswers500 first = new CellThatAnswers500();
                CellThatAnswers500 second = new CellThatAnswers500();
                CellThatAnswers500 third = new CellThatAnswers500();
                RouterUnderTest router = twoCells(first, second)
                        .cell(3, third)
                        .tenant("t-4", 3)
                        .tenant("t-5", 1, 2, 3)
                        .start()) {
            openBreakersOf(router, "t-2", "t-3", "t-4");

            first.close();
            second.close();
            third.becomes(request -> Answer.of(200, "{}"));
            for (int i = 0; i < 10; i++) {
                assertThat(router.launch("t-5", "token-" + i).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void asksNoCellBelievedDeadWithoutABudget() {
        try (CellThatAnswers500 first = new CellThatAnswers500();
                CellThatAnswers500 second = new CellThatAnswers500();
                RouterUnderTest router =
                        twoCells(first, second).withoutRetries().start()) {
            openBreakersOf(router, "t-2", "t-3");

            int before = first.seen().size() + second.seen().size();
            assertThat(router.launch("t-1", "token").statusCode()).isEqualTo(503);
            assertThat(first.seen().size() + second.seen().size()).isEqualTo(before);
        }
    }

    private static RouterUnderTest.Region twoCells(FakeCell first, FakeCell second) {
        return RouterUnderTest.region()
                .cell(1, first)
                .cell(2, second)
                .tenant("t-1", 1, 2)
                .tenant("t-2", 1)
                .tenant("t-3", 2)
                .breakerAfter(CALLS, Duration.ofMinutes(1));
    }

    private static void openBreakersOf(RouterUnderTest router, String... tenants) {
        for (int i = 0; i < CALLS; i++) {
            for (String tenant : tenants) {
                router.launch(tenant, "token-" + i);
            }
        }
    }

    static Stream<Supplier<CellThatAnswers>> wellCells() {
        return Stream.of(
                CellWithoutRoom::new,
                CellThatLagsBehind::new,
                answering(request -> Answer.problem(404, "INSTANCE_NOT_FOUND")),
                answering(request -> Answer.problem(429, "TOO_MANY_REQUESTS")),
                answering(request -> Answer.of(421, "{\"code\":\"WRONG_EPOCH\",\"epoch\":1,\"cells\":[\"cell-1\"]}")));
    }

    @ParameterizedTest
    @MethodSource("wellCells")
    void holdsNoRefusalAgainstACell(Supplier<CellThatAnswers> well) {
        try (CellThatAnswers cell = well.get();
                RouterUnderTest router = oneCell(cell)) {
            for (int i = 0; i < 3 * CALLS; i++) {
                router.launch("t-1", "token-" + i);
            }
            assertThat(cell.seen()).hasSize(3 * CALLS);
        }
    }

    private static Supplier<CellThatAnswers> answering(Function<SeenRequest, Answer> habit) {
        return () -> new CellThatAnswers(habit);
    }

    private static RouterUnderTest oneCell(FakeCell cell) {
        return RouterUnderTest.region()
                .cell(1, cell)
                .tenant("t-1", 1)
                .breakerAfter(CALLS)
                .start();
    }
}
