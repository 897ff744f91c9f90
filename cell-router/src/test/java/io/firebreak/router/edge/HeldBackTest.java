package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cell that sheds would refuse, the router refuses: it costs the cell nothing, and is held against nobody. */
class HeldBackTest {
    private static final String INSTANCE = "/v1/instances/i-0001a41b22c90d1e5";
    private static final String TOKEN = FailoverTest.tokenWhoseArbiterIs("cell-1");
    /** The least a cell is asked: after one shed call this router has no more at once there. */
    private static final int LIMIT = 16;

    private static final int CALLS = 60;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Stall stall = new Stall();

    @AfterEach
    void end() {
        stall.end();
        threads.shutdownNow();
    }

    @Test
    void isAnsweredByTheRouterAndNeverSeenByTheCell() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = oneCell(cell).start()) {
            flood(router, cell);

            assertThat(cell.seen()).hasSize(1 + LIMIT);
            HttpResponse<String> refused = router.get("t-1", INSTANCE);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"OVERLOADED\"", "\"shedBy\":\"router\"");
            assertThat(refused.headers().firstValue("Firebreak-Shed")).hasValue("router");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(cell.seen()).hasSize(1 + LIMIT);
            assertThat(heldBack(router, "owned")).isEqualTo(CALLS - LIMIT + 1);
        }
    }

    @Test
    void isNotWhatHappensToATenantThatHasLessUnderWay() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = oneCell(cell).tenant("t-2", 1).start()) {
            flood(router, cell);

            CompletableFuture<HttpResponse<String>> other =
                    CompletableFuture.supplyAsync(() -> router.get("t-2", INSTANCE), threads);
            await().until(() -> cell.seen().size() == 2 + LIMIT);
            stall.end();
            assertThat(other.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void opensNoBreakerAndIsOverWithTheRush() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router =
                        oneCell(cell).breakerAfter(4, Duration.ofMinutes(1)).start()) {
            List<CompletableFuture<HttpResponse<String>>> calls = flood(router, cell);
            stall.end();

            assertThat(calls.stream().map(CompletableFuture::join))
                    .filteredOn(answer -> answer.statusCode() == 200)
                    .hasSize(LIMIT);
            assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isTakenElsewhereWhileTheBudgetOfRetriesPays() {
        try (CellThatAnswers full = new CellThatAnswers("cell-1");
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, full)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .attempt(Stall.PATIENCE)
                        .budget(Stall.PATIENCE)
                        .start()) {
            flood(router, full);

            assertThat(router.launch("t-1", TOKEN).headers().firstValue("Firebreak-Cell"))
                    .hasValue("cell-2");
            assertThat(next.seen()).hasSize(1);
            assertThat(full.seen()).hasSize(1 + LIMIT);
        }
    }

    @Test
    void isNotTakenElsewhereWithoutABudget() {
        try (CellThatAnswers full = new CellThatAnswers("cell-1");
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, full)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .attempt(Stall.PATIENCE)
                        .budget(Stall.PATIENCE)
                        .withoutRetries()
                        .start()) {
            flood(router, full);

            HttpResponse<String> refused = router.launch("t-1", TOKEN);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Firebreak-Shed")).hasValue("router");
            assertThat(next.seen()).isEmpty();
        }
    }

    /** A list says which cell is missing. */
    @Test
    void leavesAListPartial() {
        try (CellThatAnswers full = new CellThatAnswers("cell-1");
                CellThatAnswers next = new CellThatAnswers(
                        request -> Answer.of(200, "{\"instances\":[],\"nextCursor\":null,\"partial\":false}"));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, full)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .attempt(Stall.PATIENCE)
                        .budget(Stall.PATIENCE)
                        .start()) {
            flood(router, full);

            assertThat(router.get("t-1", "/v1/instances").body()).contains("\"unreachableCells\":[\"cell-1\"]");
        }
    }

    /** A caller without patience, or one over its own rate, says nothing about what the cell can do. */
    @ParameterizedTest
    @CsvSource({
        "503,OVERLOADED,1",
        "503,DEADLINE_EXCEEDED,0",
        "503,UNAVAILABLE,0",
        "429,TENANT_QUEUE_FULL,0",
        "429,REQUEST_LIMIT_EXCEEDED,0"
    })
    void onlyACellThatHasTooMuchToDoGetsALimit(int status, String code, int limited) {
        try (CellThatAnswers cell = new CellThatAnswers(request -> Answer.problem(status, code));
                RouterUnderTest router = oneCell(cell).start()) {
            router.get("t-1", INSTANCE);
            assertThat(router.meters
                            .get("firebreak.router.limited.cells")
                            .gauge()
                            .value())
                    .isEqualTo(limited);
        }
    }

    /** It never left the router, so nothing can have been done. */
    @Test
    void isWhatAWaitForAConnectionThatTakesTooLongComesTo() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .budget(Duration.ofMillis(500))
                        .placesPerNode(2)
                        .breakerAfter(1_000)
                        .start()) {
            stall.reach(cell);
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> router.get("t-1", INSTANCE), threads))
                    .toList();

            List<String> sent = calls.stream()
                    .map(CompletableFuture::join)
                    .map(HttpResponse::body)
                    .filter(body -> !body.contains("\"code\":\"OVERLOADED\""))
                    .toList();
            assertThat(sent).allSatisfy(body -> assertThat(body).contains("CELL_UNAVAILABLE", "no answer in time"));
            await().untilAsserted(() -> assertThat(sent).hasSameSizeAs(cell.seen()));
        }
    }

    private static RouterUnderTest.Region oneCell(CellThatAnswers cell) {
        return RouterUnderTest.region()
                .cell(1, cell)
                .tenant("t-1", 1)
                .attempt(Stall.PATIENCE)
                .budget(Stall.PATIENCE);
    }

    /** The cell sheds one call, and then answers none; as many come to it as may, and the rest is answered. */
    private List<CompletableFuture<HttpResponse<String>>> flood(RouterUnderTest router, CellThatAnswers cell) {
        cell.becomes(request -> Answer.problem(503, "OVERLOADED"));
        assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(503);
        stall.reach(cell);
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLS)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> router.get("t-1", INSTANCE), threads))
                .toList();
        await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == CALLS - LIMIT);
        return calls;
    }

    private static double heldBack(RouterUnderTest router, String level) {
        return router.meters
                .get("firebreak.router.held.back")
                .tag("level", level)
                .counter()
                .count();
    }
}
