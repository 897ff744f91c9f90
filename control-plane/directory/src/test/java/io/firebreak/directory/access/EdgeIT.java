package io.firebreak.directory.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIT {
    private static RunningDirectory directory;

    @BeforeAll
    static void start() {
        directory = RunningDirectory.start(TestDatabase.fresh());
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/v1/cells, Bearer wrong",
        "/admin/v1/cells, ",
        "/admin/v1/cells, Basic admin-token-of-tests",
        "/admin/v1/cells, Bearer internal-secret-of-tests",
        "/admin/v1/tenants, Bearer admin-token-of-test",
        "/admin;x=1/v1/cells, Bearer internal-secret-of-tests",
        "/internal/v1/table, Bearer admin-token-of-tests",
        "/internal/v1/table, Bearer wrong",
    })
    void refusesAWrongSecret(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(directory.uri(path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }

        Answer refused = directory.send(request);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void refusesUnknownFieldsNamingThem() {
        Answer refused = directory.put("/admin/v1/cells/cell-1", "{\"zone\":\"zone-1\",\"colour\":\"red\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_FIELD");
        assertThat(refused.detail()).contains("colour").contains("weight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "*/*", "application/*"})
    void refusesAnotherMediaType(String type) {
        Answer refused = directory.send(HttpRequest.newBuilder(directory.uri("/admin/v1/tenants"))
                .header("Authorization", "Bearer " + RunningDirectory.ADMIN_TOKEN)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}")));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"tenants\":7}", "{\"tenants\":[{\"id\":7}]}", "{\"tenants\":[]} x"})
    void refusesWhatIsNotTheJsonItTakes(String body) {
        Answer refused = directory.post("/admin/v1/tenants", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MALFORMED_JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cell-0|{\"zone\":\"z\",\"nodes\":[\"http://a:1\"]}|'cell-0'",
                "cell-65536|{\"zone\":\"z\",\"nodes\":[\"http://a:1\"]}|65535",
                "north|{\"zone\":\"z\",\"nodes\":[\"http://a:1\"]}|'north'",
                "cell-1|{\"number\":2,\"zone\":\"z\",\"nodes\":[\"http://a:1\"]}|number 2",
                "cell-1|{\"nodes\":[\"http://a:1\"]}|zone ''",
                "cell-1|{\"zone\":\"z\",\"weight\":-1,\"nodes\":[\"http://a:1\"]}|weight -1.0",
                "cell-1|{\"zone\":\"z\",\"nodes\":[]}|1 to 64",
                "cell-1|{\"zone\":\"z\",\"nodes\":[\"ftp://a:1\"]}|'ftp://a:1'",
                "cell-1|{\"zone\":\"z\",\"nodes\":[\"http://a:1/x\"]}|'http://a:1/x'",
                "cell-1|{\"zone\":\"z\",\"nodes\":[null]}|'null'",
                "cell-1|{\"zone\":\"z\",\"state\":\"gone\",\"nodes\":[\"http://a:1\"]}|'gone'",
            })
    void refusesACellThatMakesNoSense(String id, String body, String named) {
        Answer refused = directory.put("/admin/v1/cells/" + id, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_FIELD");
        assertThat(refused.detail()).contains(named);
        assertThat(directory.get("/admin/v1/cells").ids("cells")).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItsLengthIsKnownOrNot() {
        byte[] body = "x".repeat(BodyLimit.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);

        Answer known = send("admin-token-of-tests", BodyPublishers.ofByteArray(body));
        Answer unknown =
                send("admin-token-of-tests", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(known.status()).isEqualTo(413);
        assertThat(known.code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(unknown.status()).isEqualTo(413);
        assertThat(send("wrong", BodyPublishers.ofByteArray(body)).status()).isEqualTo(401);
    }

    @Test
    void answersWithAProblemAlsoWhereThereIsNothing() {
        Answer nothing = directory.get("/admin/v1/nothing");
        Answer method = directory.post("/admin/v1/cells", "{}");

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.code()).isEqualTo("NOT_FOUND");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void describesItselfAndReportsItsHealthAndFigures() {
        assertThat(directory.get("/v3/api-docs").body())
                .contains("/admin/v1/tenants")
                .contains("/internal/v1/table");
        Answer readiness = management("/actuator/health/readiness");
        Answer figures = management("/actuator/prometheus");

        assertThat(readiness.json().get("status").stringValue()).isEqualTo("UP");
        assertThat(figures.body())
                .contains("firebreak_directory_table_version")
                .contains("firebreak_directory_tenants{state=\"active\"}")
                .contains("firebreak_directory_tenants{state=\"pending\"}");
        assertThat(management("/actuator/env").status()).isEqualTo(404);
    }

    private static Answer management(String path) {
        return directory.send(HttpRequest.newBuilder(directory.managementUri(path)));
    }

    private static Answer send(String token, HttpRequest.BodyPublisher body) {
        return directory.send(HttpRequest.newBuilder(directory.uri("/admin/v1/tenants"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(body));
    }
}
