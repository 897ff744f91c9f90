package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatDiesOnRequest;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that have too much to do are well: what they shed is told, and not pushed onto their neighbours whole. */
class OverloadedCellTest {
    private static final int CALLS = 40;
    private static final String INSTANCE = "/v1/instances/i-0001a41b22c90d1e5";
    private static final String TOKEN = FailoverTest.tokenWhoseArbiterIs("cell-1");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "503,OVERLOADED",
        "503,DEADLINE_EXCEEDED",
        "429,TENANT_QUEUE_FULL",
        "429,REQUEST_LIMIT_EXCEEDED",
        "429,QUOTA_EXCEEDED"
    })
    void isQuotedWithItsOwnTimeToComeBack(int status, String code) {
        try (CellThatAnswers cell = new CellThatAnswers(request -> shed(status, code));
                RouterUnderTest router =
                        RouterUnderTest.region().cell(1, cell).tenant("t-1", 1).start()) {
            HttpResponse<String> answer = router.launch("t-1", TOKEN);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(code);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(answer.headers().firstValue("Firebreak-Shed")).isEmpty();
        }
    }

    @Test
    void isLeftForItsNeighbourWhileTheBudgetOfRetriesPays() {
        try (CellThatAnswers full = new CellThatAnswers(request -> shed(503, "OVERLOADED"));
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = before(full, next).start()) {
            assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(200);
            assertThat(router.meters
                            .get("firebreak.router.retries")
                            .tag("reason", "overloaded")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OVERLOADED", "DEADLINE_EXCEEDED"})
    void isNotLeftWithoutABudget(String code) {
        try (CellThatAnswers full = new CellThatAnswers(request -> shed(503, code));
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = before(full, next).withoutRetries().start()) {
            for (int i = 0; i < CALLS; i++) {
                assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(503);
            }
            assertThat(full.seen()).hasSize(CALLS);
            assertThat(next.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TENANT_QUEUE_FULL", "REQUEST_LIMIT_EXCEEDED"})
    void aTenantsOwnFloodIsTakenNowhereElse(String code) {
        try (CellThatAnswers full = new CellThatAnswers(request -> shed(429, code));
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = before(full, next).start()) {
            assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(429);
            assertThat(next.seen()).isEmpty();
        }
    }

    @Test
    void opensNoBreaker() {
        try (CellThatAnswers cell = new CellThatAnswers(request -> shed(503, "OVERLOADED"));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .breakerAfter(4, Duration.ofMinutes(1))
                        .start()) {
            for (int i = 0; i < CALLS; i++) {
                assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(503);
            }
            assertThat(cell.seen()).hasSize(CALLS);
            cell.becomes(request -> Answer.of(200, "{}"));
            assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isHeldNothingAgainstThatTooManyWaitFor() {
        Stall stall = new Stall();
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .attempt(Stall.PATIENCE)
                        .budget(Stall.PATIENCE)
                        .placesPerNode(2)
                        .breakerAfter(4, Duration.ofMinutes(1))
                        .start()) {
            stall.reach(cell);
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> router.get("t-1", INSTANCE), threads))
                    .toList();
            await().until(() -> calls.stream().filter(Future::isDone).count() >= CALLS - 4);
            stall.end();

            List<HttpResponse<String>> answers =
                    calls.stream().map(CompletableFuture::join).toList();
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSizeBetween(2, 4);
            assertThat(answers).filteredOn(answer -> answer.statusCode() != 200).allSatisfy(answer -> {
                assertThat(answer.body()).contains("OVERLOADED");
                assertThat(answer.headers().firstValue("Firebreak-Shed")).hasValue("router");
            });
            cell.becomes(request -> Answer.of(200, "{}"));
            assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
        }
    }

    /** A launch that may have been made elsewhere must not be told that nothing was done. */
    @Test
    void isNotTheAnswerAfterACellThatMayHaveActed() {
        try (FakeCell dies = new CellThatDiesOnRequest();
                CellThatAnswers full = new CellThatAnswers(request -> shed(503, "OVERLOADED"));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, dies)
                        .cell(2, full)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertThat(router.launch("t-1", TOKEN).body())
                    .contains("CELL_UNAVAILABLE", "cell-1 (connection lost), cell-2 (has too much to do)");
        }
    }

    @Test
    void isMissingFromAList() {
        try (CellThatAnswers full = new CellThatAnswers(request -> shed(503, "OVERLOADED"));
                CellThatAnswers next = new CellThatAnswers(
                        request -> Answer.of(200, "{\"instances\":[],\"nextCursor\":null,\"partial\":false}"));
                RouterUnderTest router = before(full, next).start()) {
            HttpResponse<String> list = router.get("t-1", "/v1/instances");
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).contains("\"partial\":true").contains("\"unreachableCells\":[\"cell-1\"]");
        }
    }

    private static RouterUnderTest.Region before(CellThatAnswers one, CellThatAnswers two) {
        return RouterUnderTest.region().cell(1, one).cell(2, two).tenant("t-1", 1, 2);
    }

    private static Answer shed(int status, String code) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/problem+json", "Retry-After", "7"),
                "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code));
    }
}
