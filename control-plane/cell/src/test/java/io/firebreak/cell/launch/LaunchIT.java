package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LaunchIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("acme", "other");
    }

    @Test
    void answersPendingAndRunsSoonAfter() {
        Answer launched = cell.launch("acme", "first", 2);

        assertThat(launched.status()).isEqualTo(201);
        assertThat(launched.body().path("settled").asBoolean()).isTrue();
        assertThat(launched.body().path("clientToken").asString()).isEqualTo("first");
        assertThat(launched.raw().headers().firstValue("Firebreak-Cell")).contains("cell-1");
        assertThat(launched.raw().headers().firstValue("Firebreak-Request-Id")).isPresent();
        assertThat(launched.ids()).hasSize(2).allMatch(id -> id.startsWith("i-0001"));
        assertThat(launched.body().path("instances").path(0).path("state").asString())
                .isEqualTo("pending");
        launched.ids().forEach(id -> cell.awaitState("acme", id, "running"));
    }

    @Test
    void replaysTheFirstAnswerForTheSameToken() {
        Answer first = cell.launch("acme", "again", 1);
        Answer second = cell.launch("acme", "again", 1);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.raw().headers().firstValue("Firebreak-Replayed")).contains("true");
        assertThat(Books.liveSet(cell.database(), "acme", "again")).isEqualTo(first.ids());
    }

    @Test
    void refusesTheSameTokenForAnotherRequest() {
        cell.launch("acme", "once", 1);

        Answer mismatch = cell.launch("acme", "once", 2);

        assertThat(mismatch.status()).isEqualTo(409);
        assertThat(mismatch.code()).isEqualTo("IDEMPOTENT_PARAMETER_MISMATCH");
        assertThat(mismatch.body().path("detail").asString()).contains("once");
    }

    @Test
    void keepsTheTokensOfTenantsApart() {
        Answer mine = cell.launch("acme", "shared", 1);
        Answer theirs = cell.launch("other", "shared", 1);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.ids()).doesNotContainAnyElementsOf(mine.ids());
    }

    @Test
    void takesTheTokenFromTheBodyTooAndMakesOneIfThereIsNone() {
        String body = """
                {"instanceType":"c5.large","minCount":1,"maxCount":1,"imageId":"ami-1","clientToken":"inside"}""";
        assertThat(cell.post("acme", "/v1/instances", body)
                        .body()
                        .path("clientToken")
                        .asString())
                .isEqualTo("inside");
        assertThat(cell.post("acme", "/v1/instances", body, "Idempotency-Key", "outside")
                        .code())
                .isEqualTo("INVALID_PARAMETER");
        assertThat(cell.post("acme", "/v1/instances", "{\"instanceType\":\"c5.large\",\"imageId\":\"ami-1\"}")
                        .body()
                        .path("clientToken")
                        .asString())
                .hasSize(32);
    }

    @Test
    void forgetsATokenWhenItsTimeIsOver() {
        Answer first = cell.launch("acme", "old", 1);
        cell.database()
                .sql("update client_token set expires_at = now() - interval '1 second' where token = 'old'")
                .update();

        Answer second = cell.launch("acme", "old", 1);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.ids()).doesNotContainAnyElementsOf(first.ids());
    }

    @Test
    void launchesAsManyAsFitBetweenMinimumAndMaximumAndSaysTruthfullyWhenNoneDo() {
        // 40 hosts with 36 threads: one metal-sized instance each, and other tests use some hosts
        Answer some = cell.post(
                "other",
                "/v1/instances",
                "{\"instanceType\":\"c5.9xlarge\",\"minCount\":1,\"maxCount\":100,\"imageId\":\"ami-1\"}");
        assertThat(some.status()).isEqualTo(201);
        assertThat(some.ids()).hasSizeBetween(1, 40);

        Answer none = cell.launch("other", "none", "c5.9xlarge", 1);
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
        assertThat(none.raw().headers().firstValue("Retry-After")).isEmpty();
        assertThat(none.body().path("hostsLacking").path("VCPUS").asInt()).isEqualTo(40);

        some.ids().forEach(id -> cell.delete("other", id));
        some.ids().forEach(id -> cell.awaitState("other", id, "terminated"));
        assertThat(cell.launch("other", "none", "c5.9xlarge", 1).status()).isEqualTo(201);
    }

    @Test
    void leavesNoRoomHeldBehind() {
        cell.launch("acme", "held", 3);
        cell.launch("acme", "held", 3);
        cell.launch("acme", "held", 4);

        assertThat(cell.bean(CapacityView.class).reservationsHeld()).isZero();
        Books.addUp(cell.database());
    }
}
