package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.routing.RequestRate;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyShedTest {
    private static final RequestRate THREE_AT_ONCE = new RequestRate(0.01, 3);

    @Test
    void turnsATenantAwayThatSendsTooMuchBeforeItCostsACellAnything() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
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
                RouterUnderTest router = RouterUnderTest.region()
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
    void letsEverythingThroughUnlessItIsToldARate() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router =
                        RouterUnderTest.region().cell(1, cell).tenant("t-1", 1).start()) {
            assertThat(statuses(router, "t-1", 200)).containsOnly(200);
        }
    }

    private static List<Integer> statuses(RouterUnderTest router, String tenant, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> router.get(tenant, "/v1/shard").statusCode())
                .toList();
    }
}
