package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.SeenRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientInputTest {
    private final CellThatAnswers cell = new CellThatAnswers("cell-1");
    private final RouterUnderTest router =
            RouterUnderTest.region().cell(1, cell).tenant("t-1", 1).start();

    @AfterEach
    void stop() {
        router.close();
        cell.close();
    }

    @Test
    void givesEveryCallerWithoutAValidKeyTheSameAnswer() {
        cell.becomes(
                request -> new Answer(401, Map.of("X-Cell", "1"), "{\"code\":\"UNAUTHENTICATED\",\"of\":\"cell\"}"));
        Set<String> bodies = new HashSet<>();
        String[] keys = {
            "Bearer fbk_t-1_wrongbutwellformedsecret",
            "Bearer fbk_unknown_" + RouterUnderTest.SECRET,
            "Bearer fbk_t-1_short",
            "Bearer fbk_T-1_" + RouterUnderTest.SECRET,
            "Basic dXNlcjpwYXNz",
            "Bearer "
        };
        for (String key : keys) {
            bodies.add(unauthenticated(
                    router.request("/v1/instances").header("Authorization", key).build()));
        }
        bodies.add(unauthenticated(router.request("/v1/instances").build()));
        bodies.add(unauthenticated(
                router.request("/v1/instances/i-0009a41b22c90d1e5").build()));
        bodies.add(unauthenticated(router.authorized("t-1", "/v1/instances")
                .header("Authorization", "Bearer fbk_t-2_" + RouterUnderTest.SECRET)
                .build()));

        assertThat(bodies).hasSize(1);
        assertThat(cell.seen()).hasSize(1);
    }

    private String unauthenticated(HttpRequest request) {
        HttpResponse<String> response = router.send(request);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return response.body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/instances/",
                "/v1//instances",
                "/v1/instances/../shard",
                "/v1/%69nstances",
                "/internal/v1/tenants",
                "/actuator/health",
                "/v1/instances/i-0001a41b22c90d1e5:destroy",
                "/swagger-ui/../internal/v1/tenants.js",
                "/swagger-ui/folder/file.js",
                "/v1/instances/i-0001a41b22c90d1e5/history/",
                "/v1/instances/i-0001a41b22c90d1e5:stop/tags"
            })
    void knowsNoOtherPath(String path) {
        HttpResponse<String> response = router.get("t-1", path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("NOT_FOUND");
        assertThat(cell.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/v1/instances,'GET, POST'",
        "POST,/v1/shard,GET",
        "PATCH,/v1/instances/i-0001a41b22c90d1e5,'GET, DELETE'",
        "GET,/v1/instances/i-0001a41b22c90d1e5:stop,POST",
        "POST,/v1/instances/i-0001a41b22c90d1e5/history,GET",
        "DELETE,/v1/instances/i-0001a41b22c90d1e5/tags,'PUT, PATCH'"
    })
    void namesTheMethodsAPathHas(String method, String path, String allowed) {
        HttpResponse<String> response = router.send(router.authorized("t-1", path)
                .method(method, BodyPublishers.noBody())
                .build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
    }

    @Test
    void takesTheTokenFromTheBodyWhenThereIsNoHeader() {
        router.post("t-1", "/v1/instances", "{\"tags\":{\"clientToken\":\"inner\"},\"clientToken\":\"mine\"}");
        assertThat(cell.seen().getFirst().header("Idempotency-Key")).isEqualTo("mine");
    }

    @Test
    void makesATokenOfItsOwnWhenThereIsNone() {
        router.post("t-1", "/v1/instances", "{}");
        router.post("t-1", "/v1/instances", "no json at all");
        assertThat(cell.seen().stream().map(request -> request.header("Idempotency-Key")))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token).matches("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @CsvSource({
        "one,'{\"clientToken\":\"two\"}'",
        ",'{\"clientToken\":\"one\",\"clientToken\":\"one\"}'",
        ",'{\"clientToken\":5}'",
        ",'{\"clientToken\":\"\"}'",
        ",'{\"clientToken\":\" x\"}'",
        ",'{\"clientToken\":\"é\"}'"
    })
    void refusesATokenThatIsNoneOrTwo(String key, String body) {
        HttpRequest.Builder request = router.authorized("t-1", "/v1/instances").POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<String> response = router.send(request.build());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("INVALID_PARAMETER");
        assertThat(cell.seen()).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLongWithAndWithoutItsLength() {
        byte[] large = new byte[64 * 1024 + 1];
        HttpRequest.Builder request = router.authorized("t-1", "/v1/instances");
        for (HttpRequest.BodyPublisher body : new HttpRequest.BodyPublisher[] {
            BodyPublishers.ofByteArray(large), BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large))
        }) {
            HttpResponse<String> response =
                    router.send(request.copy().POST(body).build());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("BODY_TOO_LARGE", "65536");
        }
        assertThat(cell.seen()).isEmpty();
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        String body = " ".repeat(64 * 1024);
        assertThat(router.post("t-1", "/v1/instances", body).statusCode()).isEqualTo(200);
        assertThat(cell.seen().getFirst().body()).isEqualTo(body);
    }

    @Test
    void doesNotLetAClientSpeakAsARouter() {
        router.send(router.authorized("t-1", "/v1/shard")
                .header("Firebreak-Epoch", "99")
                .header("Firebreak-Cell", "cell-9")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Own", "kept")
                .header("Idempotency-Key", "not-for-reads")
                .build());
        SeenRequest seen = cell.seen().getFirst();
        assertThat(seen.headers().get("Firebreak-Epoch")).containsExactly("1");
        assertThat(seen.headers()).doesNotContainKeys("Firebreak-Cell", "X-forwarded-for", "Idempotency-key");
        assertThat(seen.header("X-Own")).isEqualTo("kept");
    }

    @Test
    void tellsTheCellWhereARequestCameFrom() {
        router.send(router.authorized("t-1", "/v1/shard")
                .header("Forwarded", "for=10.0.0.1;proto=https")
                .header("Via", "1.1 elsewhere")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("tracestate", "a=b")
                .build());
        SeenRequest seen = cell.seen().getFirst();
        assertThat(seen.headers().get("Forwarded"))
                .containsExactly("for=127.0.0.1;host=\"127.0.0.1:%d\";proto=http".formatted(router.port()));
        assertThat(seen.headers().get("Via")).containsExactly("1.1 elsewhere, 1.1 firebreak");
        assertThat(seen.header("traceparent"))
                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01");
        assertThat(seen.header("tracestate")).isEqualTo("a=b");

        router.send(router.authorized("t-1", "/v1/shard")
                .header("tracestate", "a=b")
                .build());
        SeenRequest untraced = cell.seen().getLast();
        assertThat(untraced.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(untraced.headers()).doesNotContainKey("Tracestate");
    }

    @Test
    void keepsASaneRequestIdAndReplacesAnyOther() {
        HttpRequest.Builder request = router.authorized("t-1", "/v1/shard");
        HttpResponse<String> kept = router.send(
                request.copy().header("Firebreak-Request-Id", "mine-1").build());
        HttpResponse<String> made = router.send(
                request.copy().header("Firebreak-Request-Id", "x y;z").build());

        assertThat(kept.headers().firstValue("Firebreak-Request-Id")).contains("mine-1");
        assertThat(made.headers().firstValue("Firebreak-Request-Id").orElseThrow())
                .matches("[0-9a-f]{16}");
        assertThat(cell.seen().getFirst().header("Firebreak-Request-Id")).isEqualTo("mine-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs/swagger-config",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-ui-bundle.js"
            })
    void describesTheApiToAnyoneWithoutPassingAKeyOn(String path) {
        HttpResponse<String> response =
                router.send(router.authorized("t-1", path).build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(cell.seen().getFirst().header("Authorization")).isNull();
        assertThat(router.send(router.request(path).build()).statusCode()).isEqualTo(200);
    }
}
