package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.SeenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists read page by page, by a client that knows nothing but the cursor it was given. */
class CursorTest {
    private static final int ROWS = 30;
    private static final Pattern CURSOR = Pattern.compile("cursor=([A-Za-z0-9_-]+)");
    private static final Pattern LIMIT = Pattern.compile("limit=([0-9]+)");

    @Test
    void deliversEveryRowOnceAlthoughACellIsDeadForSomePages() {
        try (CellThatAnswers one = new CellThatAnswers(request -> page(1, request));
                CellThatAnswers two = new CellThatAnswers(request -> page(2, request));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .attempt(Duration.ofSeconds(5))
                        .budget(Duration.ofSeconds(9))
                        .start()) {
            List<String> ids = new ArrayList<>();
            String cursor = "";
            for (int pages = 0; cursor != null && pages < 100; pages++) {
                boolean dead = pages >= 2 && pages < 5;
                two.becomes(request -> dead ? Answer.problem(500, "DEFECT") : page(2, request));
                JsonNode page = JsonMapper.shared()
                        .readTree(router.get("t-1", "/v1/instances?limit=4" + cursor)
                                .body());
                assertThat(page.path("partial").booleanValue()).isEqualTo(dead);
                page.path("instances").forEach(row -> ids.add(row.path("id").stringValue()));
                JsonNode next = page.path("nextCursor");
                cursor = next.isNull() ? null : "&cursor=" + next.stringValue();
            }
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * ROWS)
                            .mapToObj(n -> id(1 + n % 2, n / 2))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=", "cursor=MTppLTE", "cursor=a&cursor=b"})
    void refusesACursorNobodyGave(String parameter) {
        try (CellThatAnswers one = new CellThatAnswers(request -> page(1, request));
                RouterUnderTest router =
                        RouterUnderTest.region().cell(1, one).tenant("t-1", 1).start()) {
            var response = router.get("t-1", "/v1/instances?" + parameter);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("INVALID_PARAMETER", "cursor");
            assertThat(one.seen()).isEmpty();
        }
    }

    /** A cell as the protocol has it: rows in order, those after the cursor, at most the limit. */
    private static Answer page(int cell, SeenRequest request) {
        Matcher cursor = CURSOR.matcher(request.uri());
        long after = cursor.find() ? micros(cursor.group(1)) : -1;
        Matcher limit = LIMIT.matcher(request.uri());
        int most = limit.find() ? Integer.parseInt(limit.group(1)) : 100;
        List<Integer> left = IntStream.range(0, ROWS)
                .filter(row -> microsOf(cell, row) > after)
                .boxed()
                .toList();
        List<Integer> rows = left.subList(0, Math.min(most, left.size()));
        String instances = rows.stream()
                .map(row -> "{\"id\":\"%s\",\"launchTime\":\"1970-01-01T00:00:00.%06dZ\"}"
                        .formatted(id(cell, row), microsOf(cell, row)))
                .collect(Collectors.joining(","));
        String next = rows.size() == left.size()
                ? "null"
                : "\"%s\""
                        .formatted(Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString("%d:%s"
                                        .formatted(microsOf(cell, rows.getLast()), id(cell, rows.getLast()))
                                        .getBytes(StandardCharsets.US_ASCII)));
        return Answer.of(200, "{\"instances\":[%s],\"nextCursor\":%s}".formatted(instances, next));
    }

    private static long micros(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        return Long.parseLong(text.substring(0, text.indexOf(':')));
    }

    private static long microsOf(int cell, int row) {
        return 10L * row + cell;
    }

    private static String id(int cell, int row) {
        return "i-%04x%013x".formatted(cell, row);
    }
}
