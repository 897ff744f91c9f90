package io.firebreak.cell.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.cell.quota.QuotaCharge;
import io.firebreak.cell.quota.QuotaVerdict;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What the directory says of one tenant's limits holds at once, and is what the tenant is told. */
class LimitsIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = TestCell.start(
                "cell-1",
                TestDatabase.fresh(),
                FleetInMemory.ofC5Hosts(5),
                "--firebreak.cell.quota.instances=50",
                "--firebreak.cell.quota.vcpus=80",
                "--firebreak.cell.request-limits.list.rate=7.5",
                "--firebreak.cell.request-limits.list.burst=30");
        cell.withTenant("usual", "cell-1");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void areTheCellsUnlessTheTenantHasItsOwn() {
        Answer limits = cell.get("usual", "/v1/limits");

        assertThat(limits.status()).isEqualTo(200);
        assertThat(limits.body().path("tenant").asString()).isEqualTo("usual");
        assertThat(limits.body().path("rates").path("list").path("rate").asDouble())
                .isEqualTo(7.5);
        assertThat(limits.body().path("rates").path("list").path("burst").asInt())
                .isEqualTo(30);
        assertThat(limits.body().path("rates").propertyNames()).containsExactly("launch", "change", "describe", "list");
        assertThat(limits.body().path("quota").path("instances").asInt()).isEqualTo(50);
        assertThat(limits.body().path("quota").path("vcpus").asInt()).isEqualTo(80);
        assertThat(limits.body().path("used").path("instances").asInt()).isZero();
    }

    @Test
    void areTheTenantsOwnInTheAnswerTheHeadersAndTheRefusals() {
        push("own", 1, Map.of("rates", Map.of("launch", rate(0.001, 3)), "quota", Map.of("instances", 2)));
        Answer first = cell.launch("own", "own-1", 1);
        Answer second = cell.launch("own", "own-2", 2);
        Answer third = cell.launch("own", "own-3", 1);
        Answer fourth = cell.launch("own", "own-4", 1);

        assertThat(first.status()).isEqualTo(201);
        assertThat(header(first, "RateLimit-Policy")).isEqualTo("\"launch\";q=3;w=3000");
        assertThat(header(first, "Firebreak-Quota")).isEqualTo("instances;used=1;limit=2, vcpus;used=2;limit=80");
        assertThat(second.code()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(second.body().path("quota").path("instances").asInt()).isEqualTo(2);
        assertThat(second.body().path("left").path("instances").asInt()).isEqualTo(1);
        assertThat(third.status()).isEqualTo(201);
        assertThat(fourth.code()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(header(fourth, "Retry-After"))).isGreaterThan(900);

        Answer limits = cell.get("own", "/v1/limits");
        assertThat(limits.body().path("rates").path("launch").path("burst").asInt())
                .isEqualTo(3);
        assertThat(limits.body().path("rates").path("list").path("burst").asInt())
                .isEqualTo(30);
        assertThat(limits.body().path("quota").path("instances").asInt()).isEqualTo(2);
        assertThat(limits.body().path("quota").path("vcpus").asInt()).isEqualTo(80);
        assertThat(limits.body().path("used").path("instances").asInt()).isEqualTo(2);
        assertThat(limits.body().path("used").path("vcpus").asInt()).isEqualTo(4);
    }

    @Test
    void changeWhileTheNodeRuns() {
        push("grows", 1, Map.of("quota", Map.of("instances", 1)));
        assertThat(cell.launch("grows", "grows-1", 1).status()).isEqualTo(201);
        assertThat(cell.launch("grows", "grows-2", 1).code()).isEqualTo("QUOTA_EXCEEDED");

        push("grows", 2, Map.of("quota", Map.of("instances", 3)));
        assertThat(cell.launch("grows", "grows-2", 1).status()).isEqualTo(201);
        push("grows", 3, Map.of("quota", Map.of("instances", 1)));
        Answer lowered = cell.launch("grows", "grows-3", 1);
        assertThat(lowered.code()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(lowered.body().path("left").path("instances").asInt()).isZero();

        push("grows", 4, Map.of());
        assertThat(cell.launch("grows", "grows-3", 1).status()).isEqualTo(201);
    }

    @Test
    void ofOneTenantAreNotThoseOfAnotherInTheSameTransaction() {
        push("poor", 1, Map.of("quota", Map.of("instances", 1)));
        push("rich", 1, Map.of("quota", Map.of("instances", 40)));
        assertThat(cell.launch("poor", "poor-1", 1).status()).isEqualTo(201);
        assertThat(cell.launch("rich", "rich-1", 2).status()).isEqualTo(201);

        List<QuotaVerdict> verdicts = cell.bean(TransactionTemplate.class).execute(status -> {
            status.setRollbackOnly();
            return cell.bean(Quotas.class).charge(List.of(charge("rich"), charge("poor"), charge("usual")));
        });
        assertThat(verdicts)
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Charged", "Exceeded", "Charged");
    }

    private static QuotaCharge charge(String tenant) {
        return new QuotaCharge(new TenantId(tenant), new Usage(1, 2));
    }

    private static Map<String, Object> rate(double rate, int burst) {
        return Map.of("rate", rate, "burst", burst);
    }

    private static void push(String tenant, int version, Map<String, Object> limits) {
        Answer pushed = cell.push(Map.of(
                "cells",
                List.of(),
                "tenants",
                List.of(Map.of(
                        "id",
                        tenant,
                        "keyHash",
                        Keys.sha256(Keys.of(tenant)),
                        "epoch",
                        1,
                        "keysVersion",
                        version,
                        "cells",
                        List.of("cell-1"),
                        "revoked",
                        false,
                        "limits",
                        limits))));
        assertThat(pushed.status()).as(pushed.raw().body()).isEqualTo(200);
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }
}
