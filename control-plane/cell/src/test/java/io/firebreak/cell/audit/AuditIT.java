package io.firebreak.cell.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class AuditIT {
    private static final String LAUNCH = "{\"instanceType\":\"c5.large\",\"imageId\":\"ami-1\"}";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Set<RequestMethod> CHANGING =
            Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE);

    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = TestCell.start(
                "cell-3", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(40), "--firebreak.cell.audit.every=50ms");
        for (String tenant : List.of("busy", "clumsy", "asker", "other", "unlucky", "quick", "reader")) {
            cell.withTenant(tenant, "cell-3");
        }
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void knowsEveryCallThatChangesSomething() {
        List<String> unknown = new ArrayList<>();
        Set<AuditAction> known = new HashSet<>();
        cell.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, method) -> {
            boolean ofTenants = mapping.getPatternValues().stream().anyMatch(path -> path.startsWith("/v1/"));
            if (ofTenants && mapping.getMethodsCondition().getMethods().stream().anyMatch(CHANGING::contains)) {
                AuditInterceptor.actionOf(method).ifPresentOrElse(known::add, () -> unknown.add(method.toString()));
            }
        });

        assertThat(unknown).isEmpty();
        assertThat(known).containsExactlyInAnyOrder(AuditAction.values());
    }

    @Test
    void recordsWhatWasDoneWithWhomWhenAndFromWhere() {
        Answer launched = cell.post(
                "busy",
                "/v1/instances",
                LAUNCH,
                "Forwarded",
                "for=203.0.113.9;host=\"api\";proto=http",
                "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01",
                "Firebreak-Request-Id",
                "request-1");
        String id = launched.ids().getFirst();
        String path = "/v1/instances/" + id;
        cell.awaitState("busy", id, "running");
        send("busy", "PUT", path + "/tags", "{\"a\":\"b\"}");
        send("busy", "PATCH", path + "/tags", "{\"a\":null}");
        cell.post("busy", path + ":reboot", "");
        cell.post("busy", path + ":stop", "");
        cell.awaitState("busy", id, "stopped");
        cell.post("busy", path + ":start", "");
        cell.delete("busy", id);
        cell.delete("busy", id); // changes nothing any more
        cell.post("busy", "/v1/placement-groups", "{\"name\":\"web\",\"strategy\":\"spread\"}");
        cell.post("busy", "/v1/placement-groups", "{\"name\":\"web\",\"strategy\":\"spread\"}"); // stands already
        send("busy", "DELETE", "/v1/placement-groups/web", "");

        List<JsonNode> entries = entries("busy", "");
        assertThat(entries.stream().map(entry -> entry.path("action").asString()))
                .containsExactly(
                        "launchInstances",
                        "replaceTags",
                        "mergeTags",
                        "rebootInstance",
                        "stopInstance",
                        "startInstance",
                        "terminateInstance",
                        "createPlacementGroup",
                        "deletePlacementGroup");
        JsonNode launch = entries.getFirst();
        assertThat(launch.path("resources").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(launch.path("key").asString())
                .isEqualTo(Keys.sha256(Keys.of("busy")).substring(0, 8));
        assertThat(launch.path("client").asString()).isEqualTo("203.0.113.9");
        assertThat(launch.path("traceId").asString()).isEqualTo(TRACE);
        assertThat(launch.path("requestId").asString()).isEqualTo("request-1");
        assertThat(launch.path("cell").asString()).isEqualTo("cell-3");
        assertThat(launch.path("status").asInt()).isEqualTo(201);
        assertThat(entries.getLast().path("status").asInt()).isEqualTo(204);
        assertThat(entries.getLast().path("client").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void recordsWhatWasRefusedAndWhy() {
        String nothing = "i-0003aaaaaaaaaaaaa";
        cell.delete("clumsy", nothing);
        cell.post("clumsy", "/v1/instances", "{");
        cell.post("clumsy", "/v1/placement-groups", "{\"name\":\"a b\"}");
        send("clumsy", "DELETE", "/v1/placement-groups/none", "");
        cell.send(cell.as("fbk_clumsy_wrongwrongwrongwrongwrong", "/v1/instances/" + nothing)
                .DELETE());
        cell.get("clumsy", "/v1/instances/" + nothing);

        cell.await("four refusals", () -> entries("clumsy", "").size() >= 4);
        List<JsonNode> entries = entries("clumsy", "");
        assertThat(entries.stream()
                        .map(entry -> entry.path("action").asString() + " "
                                + entry.path("status").asInt() + " "
                                + entry.path("code").asString() + " " + entry.path("resources")))
                .containsExactly(
                        "terminateInstance 404 INSTANCE_NOT_FOUND [\"" + nothing + "\"]",
                        "launchInstances 400 MALFORMED_JSON []",
                        "createPlacementGroup 400 INVALID_PARAMETER []",
                        "deletePlacementGroup 404 PLACEMENT_GROUP_NOT_FOUND [\"none\"]");
    }

    @Test
    void recordsWhatTheOperatorsKeyWasRefusedAndShowsItToNoTenant() {
        Answer refused = cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/instances")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LAUNCH)));

        assertThat(refused.code()).isEqualTo("FORBIDDEN");
        cell.await(
                "the refusal",
                () -> cell.database()
                                .sql(
                                        "select count(*) from audit where tenant = '' and key = 'operator' and code = 'FORBIDDEN'")
                                .query(Integer.class)
                                .single()
                        == 1);
        assertThat(cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/audit")).code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void letsNothingHappenThatIsNotRecorded() {
        cell.database()
                .sql(
                        "create function audit_is_full() returns trigger language plpgsql as $$ begin"
                                + " if new.tenant = 'unlucky' and new.status < 400 then raise exception 'full' using errcode = '53100'; end if; return new; end $$")
                .update();
        cell.database()
                .sql(
                        "create trigger audit_is_full before insert on audit for each row execute function audit_is_full()")
                .update();

        Answer launch = cell.post("unlucky", "/v1/instances", LAUNCH);

        assertThat(launch.status()).isEqualTo(503);
        assertThat(cell.get("unlucky", "/v1/instances").ids()).isEmpty();
        assertThat(cell.post("quick", "/v1/instances", LAUNCH).status()).isEqualTo(201);
    }

    @Test
    void isToldAsPagesOfOnesOwnEntries() {
        for (int i = 0; i < 7; i++) {
            cell.launch("asker", "token-" + i, 1);
            cell.launch("other", "token-" + i, 1);
        }
        cell.launch("asker", "token-1", 1); // a replay

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    cell.get("asker", "/v1/audit?limit=3&cursor=" + cursor).body();
            page.path("entries").forEach(entry -> seen.add(entry.path("id").asString()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        String third = entries("asker", "").get(2).path("at").asString();
        assertThat(entries("asker", "?to=" + third)).hasSize(2);
        assertThat(entries("asker", "?from=" + third)).hasSize(5);
        assertThat(entries("asker", "?action=launchInstances")).hasSize(7);
        assertThat(entries("asker", "?action=stopInstance")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "cursor=nonsense",
                "cursor=MTc2ODQ3MTIwMDEyMzQ1NjppLTAwMDNhNDFiMjJjOTBkMWU1",
                "from=yesterday",
                "from=-1000000000-01-01T00:00:00Z",
                "to=%2B1000000000-12-31T00:00:00Z",
                "action=drop%20table",
                "tenant=other",
                "limit=1&limit=2"
            })
    void refusesAQuestionItDoesNotUnderstand(String query) {
        Answer refused = cell.get("reader", "/v1/audit?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.body().path("detail").asString()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void onlyGrows() {
        cell.launch("quick", "grows", 1);
        for (String statement : List.of(
                "update audit set status = 200 where tenant = 'quick'",
                "delete from audit where tenant = 'quick'",
                "truncate audit")) {
            assertThatThrownBy(() -> cell.database().sql(statement).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("audit only grows");
        }
    }

    @Test
    void forgetsWhatIsPastItsTimeAndNothingYoungerThanADay() {
        cell.launch("quick", "young", 1);
        cell.database()
                .sql(
                        "insert into audit select 'old-one', now() - interval '91 days' - n * interval '1 s', 'a-' || n, 'k',"
                                + " 'launchInstances', '{}', 'r', null, 'c', 201, null from generate_series(1, 2500) n")
                .update();

        cell.bean(AuditTrimming.class).trim();

        assertThat(count("old-one")).isZero();
        assertThat(count("quick")).isPositive();
        assertThatThrownBy(() -> cell.database()
                        .sql("select audit_trim(now() + interval '1 day', 1000)")
                        .query(Integer.class)
                        .single())
                .rootCause()
                .hasMessageContaining("audit only grows");
    }

    private static int count(String tenant) {
        return cell.database()
                .sql("select count(*) from audit where tenant = ?")
                .param(tenant)
                .query(Integer.class)
                .single();
    }

    private static List<JsonNode> entries(String tenant, String query) {
        return cell.get(tenant, "/v1/audit" + query)
                .body()
                .path("entries")
                .valueStream()
                .toList();
    }

    private static Answer send(String tenant, String method, String path, String body) {
        HttpRequest.Builder request = cell.as(Keys.of(tenant), path);
        return cell.send(
                body.isEmpty()
                        ? request.method(method, HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
