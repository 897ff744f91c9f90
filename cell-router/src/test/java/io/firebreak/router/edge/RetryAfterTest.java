package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is to come again is told when. */
class RetryAfterTest {
    private static final String OWNED = "/v1/instances/i-0001a41b22c90d1e5";

    @ParameterizedTest
    @CsvSource({"503,UNAVAILABLE", "503,OVERLOADED", "429,REQUEST_LIMIT_EXCEEDED"})
    void isAddedToAnAnswerOfACellThatHasNone(int status, String code) {
        try (CellThatAnswers cell = new CellThatAnswers(request -> Answer.problem(status, code));
                RouterUnderTest router = before(cell).start()) {
            HttpResponse<String> answer = router.get("t-1", OWNED);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test
    void isNotAddedWhereThereIsNoRoom() {
        try (CellThatAnswers cell =
                        new CellThatAnswers(request -> Answer.problem(503, "INSUFFICIENT_INSTANCE_CAPACITY"));
                RouterUnderTest router = before(cell).start()) {
            HttpResponse<String> answer = router.launch("t-1", "token");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OWNED, "/v1/instances", "/v1/shard", "/v3/api-docs"})
    void isSaidOfADeadCell(String path) {
        try (FakeCell dead = new CellThatRefusesConnections();
                RouterUnderTest router = before(dead).start()) {
            HttpResponse<String> answer = router.get("t-1", path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    /** The cell never answers, and there is no other; the budget of a request is all that ends it. */
    @ParameterizedTest
    @ValueSource(strings = {OWNED, "/v1/instances", "/v1/shard", "/v3/api-docs"})
    void isSaidWhenTheTimeOfARequestIsOver(String path) {
        try (FakeCell stalled = new CellThatStalls();
                RouterUnderTest router =
                        before(stalled).budget(Duration.ofMillis(200)).start()) {
            HttpResponse<String> answer =
                    assertTimeoutPreemptively(Duration.ofSeconds(8), () -> router.get("t-1", path));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    private static RouterUnderTest.Region before(FakeCell cell) {
        return RouterUnderTest.region().cell(1, cell).tenant("t-1", 1);
    }
}
