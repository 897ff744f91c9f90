package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.tenancy.RepeatRule;
import io.firebreak.router.tenancy.ServiceRules;
import io.firebreak.router.tenancy.Spread;
import io.firebreak.router.tenancy.TenantRule;
import io.firebreak.router.tenancy.TenantSource;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
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
        try (CellThatAnswers full = new CellThatAnswers("cell-1");
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = twoCells(full, next)
                        .breakerAfter(4, Duration.ofMinutes(1))
                        .start()) {
            List<CompletableFuture<HttpResponse<String>>> calls = flood(router, full);
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
                RouterUnderTest router = twoCells(full, next).start()) {
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
                RouterUnderTest router = twoCells(full, next).withoutRetries().start()) {
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
                RouterUnderTest router = twoCells(full, next).start()) {
            flood(router, full);

            assertThat(router.get("t-1", "/v1/instances").body()).contains("\"unreachableCells\":[\"cell-1\"]");
        }
    }

    /** Nothing is there to be partial of, and it is worth coming back. */
    @Test
    void isTheAnswerToAListThatNoOtherCellCanGive() {
        try (CellThatAnswers full = new CellThatAnswers("cell-1");
                CellThatRefusesConnections dead = new CellThatRefusesConnections();
                RouterUnderTest router = twoCells(full, dead).start()) {
            flood(router, full);

            HttpResponse<String> refused = router.get("t-1", "/v1/instances");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"OVERLOADED\"");
            assertThat(refused.headers().firstValue("Firebreak-Shed")).hasValue("router");
        }
    }

    /** It would say that nothing was done. */
    @Test
    void isNotToldOfAServiceAfterACellThatMayHaveActed() {
        ServiceRules rules = new ServiceRules(
                new TenantRule(List.of(new TenantSource.Header("X-Tenant")), Optional.empty(), Optional.empty()),
                new RepeatRule(Set.of("GET"), false, false),
                Spread.TENANTS,
                false,
                Optional.empty(),
                Map.of());
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = twoCells(one, two).ofService(rules).start()) {
            Supplier<HttpResponse<String>> call = () ->
                    router.send(router.request("/").header("X-Tenant", "t-1").build());
            boolean oneIsFirst = call.get().body().contains("cell-1");
            (oneIsFirst ? one : two).becomes(request -> Answer.of(500, "{}"));

            List<CompletableFuture<HttpResponse<String>>> calls = flood(call, oneIsFirst ? two : one);
            assertThat(calls.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                    .hasSize(CALLS - LIMIT)
                    .allSatisfy(answer -> {
                        assertThat(answer.body()).contains("CELL_UNAVAILABLE", "as many calls as it takes already");
                        assertThat(answer.headers().firstValue("Firebreak-Shed"))
                                .isEmpty();
                    });
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
            assertThat(limited(router)).isEqualTo(limited);
        }
    }

    /** What one node sheds and another serves the cell has room for. */
    @Test
    void aNodeThatHasTooMuchToDoIsNotTheCell() {
        try (CellThatAnswers full = new CellThatAnswers(request -> Answer.problem(503, "OVERLOADED"));
                CellThatAnswers well = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, full, well)
                        .tenant("t-1", 1)
                        .start()) {
            await().until(() -> {
                assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
                return !full.seen().isEmpty();
            });
            assertThat(limited(router)).isZero();
        }
    }

    /** It never left the router: nothing can have been done, and its wait says nothing of the cell. */
    @Test
    void isWhatAWaitForAConnectionThatTakesTooLongComesTo() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = oneCell(cell)
                        .onOneEventLoop()
                        .placesPerNode(1)
                        .breakerAfter(4, Duration.ofMinutes(1))
                        .slowAfter(Duration.ofMillis(100))
                        .start()) {
            stall.reach(cell);
            CompletableFuture<HttpResponse<String>> sent =
                    CompletableFuture.supplyAsync(() -> router.get("t-1", INSTANCE), threads);
            await().until(() -> stall.calls() == 1);

            for (int i = 0; i < 6; i++) {
                HttpResponse<String> waited = router.send(router.authorized("t-1", INSTANCE)
                        .header("Firebreak-Deadline-Millis", "200")
                        .build());
                assertThat(waited.statusCode()).isEqualTo(503);
                assertThat(waited.body()).contains("\"code\":\"OVERLOADED\"");
            }
            assertThat(cell.seen()).hasSize(1);
            assertThat(limited(router)).isZero();
            stall.end();
            assertThat(sent.join().statusCode()).isEqualTo(200);
            assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
        }
    }

    private static RouterUnderTest.Region oneCell(CellThatAnswers cell) {
        return RouterUnderTest.region()
                .cell(1, cell)
                .tenant("t-1", 1)
                .attempt(Stall.PATIENCE)
                .budget(Stall.PATIENCE);
    }

    private static RouterUnderTest.Region twoCells(FakeCell one, FakeCell two) {
        return RouterUnderTest.region()
                .cell(1, one)
                .cell(2, two)
                .tenant("t-1", 1, 2)
                .attempt(Stall.PATIENCE)
                .budget(Stall.PATIENCE);
    }

    private List<CompletableFuture<HttpResponse<String>>> flood(RouterUnderTest router, CellThatAnswers cell) {
        return flood(() -> router.get("t-1", INSTANCE), cell);
    }

    /** The cell sheds one call, and then answers none; as many come to it as may, and the rest is answered. */
    private List<CompletableFuture<HttpResponse<String>>> flood(
            Supplier<HttpResponse<String>> call, CellThatAnswers cell) {
        cell.becomes(request -> Answer.problem(503, "OVERLOADED"));
        assertThat(call.get().statusCode()).isEqualTo(503);
        stall.reach(cell);
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLS)
                .mapToObj(i -> CompletableFuture.supplyAsync(call, threads))
                .toList();
        await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == CALLS - LIMIT);
        await().until(() -> stall.calls() == LIMIT);
        return calls;
    }

    private static double limited(RouterUnderTest router) {
        return router.meters.get("firebreak.router.limited.cells").gauge().value();
    }

    private static double heldBack(RouterUnderTest router, String level) {
        return router.meters
                .get("firebreak.router.held.back")
                .tag("level", level)
                .counter()
                .count();
    }
}
