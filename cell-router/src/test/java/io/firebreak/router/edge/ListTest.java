package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellState;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatIsSlow;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListTest {
    private static final String FIRST = instance("i-00010000000000001", "2026-01-01T00:00:00Z");
    private static final String SECOND = instance("i-00020000000000001", "2026-01-01T00:00:00.000001Z");
    private static final String THIRD = instance("i-00010000000000002", "2026-01-01T00:00:01Z");

    @Test
    void mergesThePagesOfAllCells() {
        try (CellThatAnswers one = cell(page(FIRST, THIRD));
                CellThatAnswers two = cell(page(SECOND));
                RouterUnderTest router = twoCells(one, two).start()) {
            HttpResponse<String> response = router.get("t-1", "/v1/instances?state=running&limit=10");

            JsonNode list = JsonMapper.shared().readTree(response.body());
            assertThat(list.path("instances").valueStream().map(Object::toString))
                    .containsExactly(FIRST, SECOND, THIRD);
            assertThat(list.path("partial").booleanValue()).isFalse();
            assertThat(list.path("unreachableCells")).isEmpty();
            assertThat(list.path("nextCursor").isNull()).isTrue();
            assertThat(response.headers().firstValue("Firebreak-Cell")).contains("cell-1,cell-2");
            assertThat(one.seen().getFirst().uri()).isEqualTo("/v1/instances?state=running&limit=10");
        }
    }

    @Test
    void cutsAtTheLimitAndGoesOnAfterTheLastRow() {
        try (CellThatAnswers one = cell(page(FIRST, THIRD));
                CellThatAnswers two = cell(page(SECOND));
                RouterUnderTest router = twoCells(one, two).start()) {
            JsonNode list = JsonMapper.shared()
                    .readTree(router.get("t-1", "/v1/instances?limit=2").body());

            assertThat(list.path("instances").size()).isEqualTo(2);
            router.get(
                    "t-1",
                    "/v1/instances?limit=2&cursor=" + list.path("nextCursor").stringValue());
            String cursor = one.seen().getLast().uri().replaceAll(".*cursor=", "");
            assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII))
                    .isEqualTo("1767225600000001:i-00020000000000001");
        }
    }

    @Test
    void namesACellThatIsDead() {
        try (CellThatAnswers one = cell(page(FIRST));
                FakeCell dead = new CellThatRefusesConnections();
                RouterUnderTest router = twoCells(one, dead).start()) {
            assertPartialWithoutCell2(router);
        }
    }

    @Test
    void namesACellThatStallsAndWaitsForItNoLongerThanItsPatience() {
        try (CellThatAnswers one = cell(page(FIRST));
                FakeCell stalled = new CellThatStalls();
                RouterUnderTest router = twoCells(one, stalled)
                        .attempt(Duration.ofMillis(200))
                        .budget(Duration.ofSeconds(20))
                        .start()) {
            assertPartialWithoutCell2(router);
        }
    }

    @Test
    void namesACellThatIsOutWithoutAskingIt() {
        try (CellThatAnswers one = cell(page(FIRST));
                CellThatAnswers out = cell(page(SECOND));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, CellState.OUT, out)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertPartialWithoutCell2(router);
            assertThat(out.seen()).isEmpty();
        }
    }

    @Test
    void namesACellThatAnswersNonsense() {
        try (CellThatAnswers one = cell(page(FIRST));
                CellThatAnswers mad = cell("{\"instances\":[{\"id\":\"i-1\"}]}");
                RouterUnderTest router = twoCells(one, mad).start()) {
            assertPartialWithoutCell2(router);
        }
    }

    @Test
    void saysUnavailableWhenNoCellAnswers() {
        try (FakeCell one = new CellThatRefusesConnections();
                FakeCell two = new CellThatRefusesConnections();
                RouterUnderTest router = twoCells(one, two).start()) {
            HttpResponse<String> response = router.get("t-1", "/v1/instances");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void waitsBeyondItsPatienceWhileNoCellHasAnswered() {
        try (CellThatAnswers slow = new CellThatIsSlow(Duration.ofMillis(400), request -> Answer.of(200, page(FIRST)));
                FakeCell stalled = new CellThatStalls();
                RouterUnderTest router =
                        twoCells(slow, stalled).attempt(Duration.ofMillis(100)).start()) {
            assertPartialWithoutCell2(router);
        }
    }

    @Test
    void passesARefusalOfTheRequestOn() {
        try (CellThatAnswers one = new CellThatAnswers(request -> Answer.problem(400, "INVALID_PARAMETER"));
                CellThatAnswers two = cell(page());
                RouterUnderTest router = twoCells(one, two).start()) {
            assertThat(router.get("t-1", "/v1/instances?state=x").statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "", "99999", "5&limit=6"})
    void refusesALimitThatIsNone(String limit) {
        try (CellThatAnswers one = cell(page());
                CellThatAnswers two = cell(page());
                RouterUnderTest router = twoCells(one, two).start()) {
            HttpResponse<String> response = router.get("t-1", "/v1/instances?limit=" + limit);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("INVALID_PARAMETER", "limit");
            assertThat(one.seen()).isEmpty();
        }
    }

    private static void assertPartialWithoutCell2(RouterUnderTest router) {
        HttpResponse<String> response = router.get("t-1", "/v1/instances");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"instances\":[%s],\"nextCursor\":null,\"partial\":true,\"unreachableCells\":[\"cell-2\"]}"
                        .formatted(FIRST));
    }

    private static RouterUnderTest.Region twoCells(FakeCell one, FakeCell two) {
        return RouterUnderTest.region().cell(1, one).cell(2, two).tenant("t-1", 1, 2);
    }

    private static CellThatAnswers cell(String page) {
        return new CellThatAnswers(request -> Answer.of(200, page));
    }

    private static String page(String... instances) {
        return "{\"instances\":[%s],\"nextCursor\":null,\"partial\":false,\"unreachableCells\":[]}"
                .formatted(String.join(",", instances));
    }

    private static String instance(String id, String launchTime) {
        return "{\"id\":\"%s\",\"launchTime\":\"%s\"}".formatted(id, launchTime);
    }
}
