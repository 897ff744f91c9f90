package io.firebreak.directory.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.Hashes;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AdminAuditIT {
    private static RunningDirectory directory;
    private static List<CellThatConfirms> cells;

    /** The last call before a test began. */
    private long before;

    @BeforeAll
    static void start() {
        directory = RunningDirectory.start(
                TestDatabase.fresh(),
                "firebreak.directory.keys[0].name=looker",
                "firebreak.directory.keys[0].hash=" + Hashes.of("key-of-the-looker"),
                "firebreak.directory.keys[0].role=viewer",
                "firebreak.directory.keys[1].name=on-call",
                "firebreak.directory.keys[1].hash=" + Hashes.of("key-of-the-on-call"),
                "firebreak.directory.keys[1].role=operator");
        cells = directory.registerCells(2);
    }

    @AfterAll
    static void stop() {
        directory.close();
        cells.forEach(CellThatConfirms::close);
    }

    @BeforeEach
    void mark() {
        before = database()
                .sql("select coalesce(max(id), 0) from admin_call")
                .query(Long.class)
                .single();
    }

    @Test
    void recordsWhatOperatorsChangedAndWhatTheyWereRefused() {
        directory.registerAs("draining", 3, "http://127.0.0.1:1");
        directory.create("t-1", "t-2");
        directory.create("t-1");
        directory.put("/admin/v1/cells/north%0Apole", "{}");
        directory.get("/admin/v1/tenants");
        directory.send(HttpRequest.newBuilder(directory.uri("/admin/v1/tenants"))
                .header("Authorization", "Bearer wrong")
                .POST(BodyPublishers.ofString("{}")));

        List<JsonNode> calls = calls("?after=" + before);
        assertThat(calls.stream()
                        .map(call -> call.path("actor").asString() + " "
                                + call.path("action").asString() + " "
                                + call.path("subjects") + " "
                                + call.path("status").asInt() + " "
                                + call.path("code").asString("-")))
                .containsExactly(
                        "admin PUT /admin/v1/cells/{id} [\"cell-3\"] 200 -",
                        "admin POST /admin/v1/tenants [\"t-1\",\"t-2\"] 201 -",
                        "admin POST /admin/v1/tenants [] 409 TENANT_EXISTS",
                        "admin PUT /admin/v1/cells/{id} [\"north?pole\"] 400 INVALID_FIELD");
        assertThat(calls.getFirst().path("client").asString()).isEqualTo("127.0.0.1");
        assertThat(calls.getFirst().path("endedAt").isMissingNode()).isFalse();
    }

    @Test
    void namesTheKeyAlsoOfWhatItsRoleDoesNotAllow() {
        directory.create("t-5");
        as("key-of-the-on-call", "POST", "/admin/v1/tenants/none:revoke");
        as("key-of-the-looker", "POST", "/admin/v1/tenants/t-5:revoke");
        as("key-of-the-looker", "GET", "/admin/v1/tenants");
        as("key-of-the-on-call", "POST", "/admin/v1/tenants/t-5/keys");
        as("key-of-nobody", "POST", "/admin/v1/tenants/t-5:revoke");

        assertThat(calls("?after=" + before).stream()
                        .skip(1)
                        .map(call -> call.path("actor").asString() + " "
                                + call.path("action").asString() + " "
                                + call.path("subjects") + " "
                                + call.path("status").asInt() + " "
                                + call.path("code").asString("-")))
                .containsExactly(
                        "on-call POST /admin/v1/tenants/{id}:revoke [\"none\"] 404 NOT_FOUND",
                        "looker POST /admin/v1/tenants/{id}:revoke [\"t-5\"] 403 FORBIDDEN",
                        "on-call POST /admin/v1/tenants/{id}/keys [\"t-5\"] 403 FORBIDDEN");
    }

    @Test
    void holdsNoKey() {
        String key = directory
                .create("t-9")
                .json()
                .path("tenants")
                .path(0)
                .path("key")
                .asString();

        assertThat(key).startsWith("fbk_t-9_");
        assertThat(directory.get("/admin/v1/audit").body()).contains("t-9").doesNotContain(key, "fbk_");
    }

    @Test
    void isReadInPages() {
        for (int number = 11; number <= 15; number++) {
            directory.registerAs("draining", number, "http://127.0.0.1:1");
        }
        Answer first = directory.get("/admin/v1/audit?limit=3&after=" + before);
        Answer rest = directory.get(
                "/admin/v1/audit?limit=3&after=" + first.json().path("next").asLong());

        assertThat(first.json().path("calls").size()).isEqualTo(3);
        assertThat(rest.json().path("calls").size()).isEqualTo(2);
        assertThat(rest.json().path("next").isNull() || rest.json().path("next").isMissingNode())
                .isTrue();
        assertThat(calls("?to=2000-01-01T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "after=x",
                "from=yesterday",
                "to=%2B1000000000-12-31T00:00:00Z"
            })
    void refusesAQuestionItDoesNotUnderstand(String query) {
        Answer refused = directory.get("/admin/v1/audit?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_FIELD");
        assertThat(refused.detail()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void letsNothingHappenThatIsNotRecorded() {
        database()
                .sql("alter table admin_call add constraint full_up check (action is null) not valid")
                .update();
        try {
            assertThat(directory
                            .registerAs("draining", 21, "http://127.0.0.1:1")
                            .status())
                    .isBetween(500, 599);
        } finally {
            database().sql("alter table admin_call drop constraint full_up").update();
        }
        assertThat(directory.get("/admin/v1/cells").ids("cells")).doesNotContain("cell-21");
    }

    @Test
    void onlyGrows() {
        directory.registerAs("draining", 31, "http://127.0.0.1:1");
        for (String statement : List.of(
                "update admin_call set actor = 'nobody'",
                "delete from admin_call_end",
                "delete from admin_call",
                "truncate admin_call, admin_call_end")) {
            assertThatThrownBy(() -> database().sql(statement).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("only grows");
        }
    }

    private static void as(String key, String method, String path) {
        directory.send(HttpRequest.newBuilder(directory.uri(path))
                .header("Authorization", "Bearer " + key)
                .method(method, BodyPublishers.noBody()));
    }

    private JdbcClient database() {
        return directory.bean(JdbcClient.class);
    }

    private List<JsonNode> calls(String query) {
        Answer answer = directory.get("/admin/v1/audit" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("calls").valueStream().toList();
    }
}
