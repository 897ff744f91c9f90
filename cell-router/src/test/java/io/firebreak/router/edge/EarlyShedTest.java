package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyShedTest {
    /** What a machine that is busy may take for an answer: none here is to be given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final RequestRate THREE_AT_ONCE = new RequestRate(0.01, 3);
    /** In cell 1. */
    private static final String INSTANCE = "/v1/instances/i-00010000000000001";

    @Test
    void turnsATenantAwayThatSendsTooMuchBeforeItCostsACellAnything() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = patientRouter()
                        .cell(1, cell)
                        .tenant("busy", 1)
                        .tenant("quiet", 1)
                        .lettingThrough(THREE_AT_ONCE)
                        .start()) {
            List<HttpResponse<String>> answers = IntStream.range(0, 10)
                    .mapToObj(i -> router.get("busy", "/v1/shard"))
                    .toList();
            assertThat(answers).extracting(HttpResponse::statusCode).startsWith(200, 200, 200, 429);
            HttpResponse<String> refused = answers.getLast();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Firebreak-Shed")).hasValue("router");
            assertThat(refused.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(60, 100));
            assertThat(refused.body())
                    .contains("\"code\":\"TOO_MANY_REQUESTS\"")
                    .contains("\"shedBy\":\"router\"");
            assertThat(cell.seen()).hasSize(3);
            assertThat(router.get("quiet", "/v1/shard").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesTheRateTheTableTellsOfATenantForItsOwnAlone() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = patientRouter()
                        .cell(1, cell)
                        .tenant("small", new RequestRate(0.01, 1), 1)
                        .tenant("large", new RequestRate(1_000, 1_000), 1)
                        .tenant("other", 1)
                        .lettingThrough(THREE_AT_ONCE)
                        .start()) {
            assertThat(statuses(router, "small", 3)).containsExactly(200, 429, 429);
            assertThat(statuses(router, "large", 20)).containsOnly(200);
            assertThat(statuses(router, "other", 4)).containsExactly(200, 200, 200, 429);
        }
    }

    @Test
    void shedsAFloodOfLaunchesAtTheLimitOfLaunchesAndNoOtherCalls() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = patientRouter()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .lettingThrough(new RequestRates(THREE_AT_ONCE, THREE_AT_ONCE, null, THREE_AT_ONCE, null))
                        .start()) {
            List<HttpResponse<String>> launches = launches(router, "t-1", 50);
            assertThat(launches.subList(0, 3))
                    .extracting(HttpResponse::statusCode)
                    .doesNotContain(429);
            assertThat(launches.subList(3, 50))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(429);
            assertThat(launches.getLast().body())
                    .contains("0.01 launch calls a second")
                    .contains("\"shedBy\":\"router\"");
            assertThat(cell.seen()).hasSize(3);

            assertThat(statuses(router, "t-1", 50)).containsOnly(200);
            assertThat(shed(() -> router.get("t-1", "/v1/instances?limit=1")))
                    .containsExactly(false, false, false, true);
            assertThat(shed(() -> router.delete("t-1", INSTANCE))).containsExactly(false, false, false, true);
            assertThat(shed(() -> router.get("t-1", INSTANCE))).containsOnly(false);
            assertThat(router.meters
                            .get("firebreak.router.shed")
                            .tag("calls", "launch")
                            .counter()
                            .count())
                    .isEqualTo(47);
        }
    }

    @Test
    void takesTheRatesTheTableTellsAndItsOwnForKindsOfWhichItTellsNone() {
        RequestRate once = new RequestRate(0.01, 1);
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = patientRouter()
                        .cell(1, cell)
                        .tenant("own", new RequestRates(null, null, once, null, null), 1)
                        .tenant("older", new RequestRate(1_000, 1_000), 1)
                        .tenant("other", 1)
                        .lettingThrough(new RequestRates(once, null, null, null, THREE_AT_ONCE))
                        .start()) {
            assertThat(statuses(router, "own", 3)).containsExactly(200, 429, 429);
            assertThat(launches(router, "own", 2).getLast().statusCode()).isEqualTo(429);
            assertThat(statuses(router, "other", 4)).containsExactly(200, 200, 200, 429);
            assertThat(router.get("other", "/v1/instances").statusCode())
                    .as("counted with all that has no rate of its own")
                    .isEqualTo(429);
            assertThat(statuses(router, "older", 20)).containsOnly(200);
            assertThat(launches(router, "older", 20))
                    .extracting(HttpResponse::statusCode)
                    .doesNotContain(429);
        }
    }

    @Test
    void letsEverythingThroughUnlessItIsToldARate() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router =
                        patientRouter().cell(1, cell).tenant("t-1", 1).start()) {
            assertThat(statuses(router, "t-1", 200)).containsOnly(200);
        }
    }

    private static List<HttpResponse<String>> launches(RouterUnderTest router, String tenant, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> router.launch(tenant, "token-" + i))
                .toList();
    }

    private static List<Boolean> shed(Supplier<HttpResponse<String>> call) {
        return IntStream.range(0, 4)
                .mapToObj(i -> call.get().statusCode() == 429)
                .toList();
    }

    private static List<Integer> statuses(RouterUnderTest router, String tenant, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> router.get(tenant, "/v1/shard").statusCode())
                .toList();
    }

    private static RouterUnderTest.Region patientRouter() {
        return RouterUnderTest.region().attempt(PATIENCE).budget(PATIENCE);
    }
}
