package io.firebreak.cell.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fbk_known_wrongwrongwrongwrongwrong",
                "fbk_unknown_secretsecretsecretsecret",
                "fbk_known_",
                "nonsense",
                "",
            })
    void givesEveryKeyThatIsNotValidTheSameAnswer(String key) {
        Answer refused = cell.send(cell.as(key, "/v1/instances"));
        Answer without = cell.send(HttpRequest.newBuilder(cell.url().resolve("/v1/instances")));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.body()).isEqualTo(without.body());
    }

    @Test
    void looksAtTheKeyBeforeItLooksAtTheBody() {
        Answer refused = cell.send(cell.as("fbk_known_wrongwrongwrongwrongwrong", "/v1/instances")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{")));

        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void tellsATenantItsShard() {
        cell.withTenant("sharded", 7, "cell-1", "cell-4");

        assertThat(cell.get("sharded", "/v1/shard").body().toString())
                .isEqualTo("{\"tenant\":\"sharded\",\"epoch\":7,\"cells\":[\"cell-1\",\"cell-4\"]}");
    }

    @Test
    void refusesARouterOfAnOlderEpochAndTellsItTheShard() {
        cell.withTenant("moved", 3, "cell-1", "cell-2");

        Answer misdirected = withEpoch("moved", "2");

        assertThat(misdirected.status()).isEqualTo(421);
        assertThat(misdirected.code()).isEqualTo("WRONG_EPOCH");
        assertThat(misdirected.body().path("epoch").asLong()).isEqualTo(3);
        assertThat(misdirected.body().path("cells").toString()).isEqualTo("[\"cell-1\",\"cell-2\"]");
        assertThat(withEpoch("moved", "3").status()).isEqualTo(200);
    }

    @Test
    void asksARouterOfANewerEpochToWaitWithLaunches() {
        cell.withTenant("behind", 3, "cell-1");

        Answer wait = cell.post("behind", "/v1/instances", "{}", "Firebreak-Epoch", "4");

        assertThat(wait.status()).isEqualTo(503);
        assertThat(wait.code()).isEqualTo("EPOCH_AHEAD");
        assertThat(wait.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(withEpoch("behind", "4").status()).isEqualTo(200);
        assertThat(withEpoch("behind", "x").status()).isEqualTo(400);
    }

    @Test
    void asksARouterToWaitWithATenantThatOnlyTheRouterHasHeardOf() {
        Answer wait = withEpoch("only-routed", "1");

        assertThat(wait.status()).isEqualTo(503);
        assertThat(wait.code()).isEqualTo("EPOCH_AHEAD");
        assertThat(wait.raw().headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void keepsTheNewerEpochWhateverOrderPushesArriveIn() {
        cell.withTenant("late", 5, "cell-1");

        Answer confirmed = pushed("late", 4, Keys.of("other"), false);

        assertThat(confirmed.body().toString()).isEqualTo("{\"confirmed\":[{\"id\":\"late\",\"epoch\":5}]}");
        assertThat(withEpoch("late", "5").status()).isEqualTo(200);
    }

    @Test
    void refusesARevokedKey() {
        cell.withTenant("gone", 1, "cell-1");
        assertThat(withEpoch("gone", "1").status()).isEqualTo(200);

        pushed("gone", 1, Keys.of("gone"), true);

        assertThat(withEpoch("gone", "1").status()).isEqualTo(401);
    }

    @Test
    void takesPushesOnlyFromTheRegion() {
        HttpRequest.Builder push = HttpRequest.newBuilder(cell.url().resolve("/internal/v1/tenants"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(cell.send(push).status()).isEqualTo(401);
        assertThat(cell.send(push.header("Authorization", "Bearer wrong")).status())
                .isEqualTo(401);
    }

    @Test
    void refusesAPushItCannotRead() {
        assertThat(pushed("Not a tenant", 1, "x", false).status()).isEqualTo(400);
        assertThat(cell.push(Map.of("tenants", List.of(Map.of("id", "x")))).status())
                .isEqualTo(400);
    }

    private static Answer pushed(String tenant, long epoch, String key, boolean revoked) {
        return cell.push(Map.of(
                "tenants",
                List.of(Map.of(
                        "id", tenant,
                        "keyHash", Keys.sha256(key),
                        "epoch", epoch,
                        "cells", List.of("cell-1"),
                        "revoked", revoked))));
    }

    private static Answer withEpoch(String tenant, String epoch) {
        return cell.send(cell.as(Keys.of(tenant), "/v1/instances").header("Firebreak-Epoch", epoch));
    }
}
