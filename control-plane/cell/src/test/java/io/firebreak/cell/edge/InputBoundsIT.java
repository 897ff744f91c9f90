package io.firebreak.cell.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/** The bounds on what comes in, and what every answer tells browsers and caches. */
class InputBoundsIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("bounded");
    }

    /** No body of the API is deep, so most are refused for their shape before; what reads any shape stops by itself. */
    @Test
    void refusesADeeplyNestedBody() {
        String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
        assertRefused("{\"tags\":" + deep + "}", "line 1");
        assertRefused("[".repeat(30_000), "line 1");
        assertThatThrownBy(() -> cell.bean(JsonMapper.class).readTree(deep))
                .isInstanceOf(StreamConstraintsException.class)
                .hasMessageContaining("(17)");
    }

    @Test
    void refusesALongTextNameOrNumber() {
        assertRefused("{\"imageId\":\"" + "x".repeat(9_000) + "\"}", "8192");
        assertRefused("{\"" + "x".repeat(300) + "\":1}", "256");
        assertRefused("{\"minCount\":" + "9".repeat(100) + "}", "64");
    }

    @Test
    void namesNoneOfItsClasses() {
        for (String body : new String[] {
            "[]", "{\"tags\":[1]}", "{\"minCount\":{}}", "{\"imageId\":[1]}", "\"x\"", "{\"minCount\":\"1\"}"
        }) {
            Answer refused = cell.post("bounded", "/v1/instances", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.raw().body()).as(body).doesNotContain("io.firebreak", "java.", "JsonToken");
        }
    }

    @Test
    void takesHeadersThatARouterLetsThrough() {
        HttpRequest.Builder request = cell.as(Keys.of("bounded"), "/v1/shard");
        for (int i = 0; i < 16; i++) {
            request.header("X-Long-" + i, "v".repeat(1_000));
        }
        assertThat(cell.send(request).status()).isEqualTo(200);
    }

    @Test
    void tellsCachesToKeepNothingAndBrowsersToGuessNothing() {
        for (Answer answer : new Answer[] {
            cell.get("bounded", "/v1/shard"),
            cell.get("bounded", "/v1/none"),
            cell.send(HttpRequest.newBuilder(cell.url().resolve("/v1/shard")))
        }) {
            assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.raw().headers().firstValue("X-Content-Type-Options"))
                    .hasValue("nosniff");
        }
    }

    @Test
    void showsItsPageInNoFrame() throws Exception {
        var page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(cell.url().resolve("/swagger-ui/index.html"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("frame-ancestors 'none'", "script-src 'self'"));
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }

    private static void assertRefused(String body, String named) {
        Answer refused = cell.post("bounded", "/v1/instances", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MALFORMED_JSON");
        assertThat(refused.body().path("detail").asString()).contains(named);
    }
}
