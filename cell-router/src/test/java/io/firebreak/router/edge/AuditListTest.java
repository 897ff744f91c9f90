package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit log is a list like the instances: merged over the shard, in pages, and partial when a cell is dead. */
class AuditListTest {
    private static final String FIRST = entry("a-00010000000000001", "2026-01-01T00:00:00Z");
    private static final String SECOND = entry("a-00020000000000001", "2026-01-01T00:00:00.000001Z");
    private static final String THIRD = entry("a-00010000000000002", "2026-01-01T00:00:01Z");

    @Test
    void mergesTheEntriesOfAllCellsAndGoesOnAfterTheLast() {
        try (CellThatAnswers one = cell(page(FIRST, THIRD));
                CellThatAnswers two = cell(page(SECOND));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .start()) {
            JsonNode all = read(router.get("t-1", "/v1/audit?action=launchInstances"));
            assertThat(all.path("entries").valueStream().map(Object::toString)).containsExactly(FIRST, SECOND, THIRD);
            assertThat(all.path("partial").booleanValue()).isFalse();
            assertThat(one.seen().getFirst().uri()).isEqualTo("/v1/audit?action=launchInstances");

            JsonNode cut = read(router.get("t-1", "/v1/audit?limit=2"));
            assertThat(cut.path("entries").size()).isEqualTo(2);
            String cursor = cut.path("nextCursor").stringValue();
            assertThat(router.get("t-1", "/v1/audit?limit=2&cursor=" + cursor).statusCode())
                    .isEqualTo(200);
            assertThat(router.get("t-1", "/v1/instances?limit=2&cursor=" + cursor)
                            .statusCode())
                    .as("the cursor of one list is nothing to another")
                    .isEqualTo(400);
        }
    }

    @Test
    void namesTheCellThatIsMissing() {
        try (CellThatAnswers one = cell(page(FIRST));
                CellThatRefusesConnections two = new CellThatRefusesConnections();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .start()) {
            JsonNode part = read(router.get("t-1", "/v1/audit"));
            assertThat(part.path("partial").booleanValue()).isTrue();
            assertThat(part.path("unreachableCells").toString()).isEqualTo("[\"cell-2\"]");
        }
    }

    @Test
    void isOnlyRead() {
        try (CellThatAnswers one = cell(page());
                RouterUnderTest router =
                        RouterUnderTest.region().cell(1, one).tenant("t-1", 1).start()) {
            HttpResponse<String> refused = router.post("t-1", "/v1/audit", "{}");
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(one.seen()).isEmpty();
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static CellThatAnswers cell(String page) {
        return new CellThatAnswers(request -> Answer.of(200, page));
    }

    private static String page(String... entries) {
        return "{\"entries\":[%s],\"nextCursor\":null,\"partial\":false,\"unreachableCells\":[]}"
                .formatted(String.join(",", entries));
    }

    private static String entry(String id, String at) {
        return "{\"id\":\"%s\",\"at\":\"%s\"}".formatted(id, at);
    }
}
