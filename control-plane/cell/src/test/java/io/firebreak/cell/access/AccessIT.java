package io.firebreak.cell.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.TenantId;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    void takesBothKeysWhileATenantChangesThemAndNoOther() {
        keys("two-keys", 1, 1, false, "fbk_two-keys_oldoldoldoldoldoldold", "fbk_two-keys_newnewnewnewnewnewnew");

        assertThat(withKey("fbk_two-keys_oldoldoldoldoldoldold")).isEqualTo(200);
        assertThat(withKey("fbk_two-keys_newnewnewnewnewnewnew")).isEqualTo(200);
        assertThat(withKey("fbk_two-keys_otherotherotherother")).isEqualTo(401);

        keys("two-keys", 1, 2, false, "fbk_two-keys_newnewnewnewnewnewnew");

        assertThat(withKey("fbk_two-keys_oldoldoldoldoldoldold")).isEqualTo(401);
        assertThat(withKey("fbk_two-keys_newnewnewnewnewnewnew")).isEqualTo(200);
    }

    @Test
    void bringsNoRevokedKeyBackWhateverOrderPushesArriveIn() {
        String key = Keys.of("revoked");
        keys("revoked", 3, 1, false, key);
        assertThat(withKey(key)).isEqualTo(200);

        Answer confirmed = keys("revoked", 3, 2, true, key);

        assertThat(confirmed.body().toString())
                .isEqualTo("{\"confirmed\":[{\"id\":\"revoked\",\"epoch\":3,\"keysVersion\":2}]}");
        assertThat(withKey(key)).isEqualTo(401);
        keys("revoked", 3, 1, false, key);
        assertThat(withKey(key)).isEqualTo(401);
        Answer ofNewerEpoch = keys("revoked", 4, 1, false, key);
        assertThat(ofNewerEpoch.body().at("/confirmed/0").toString())
                .isEqualTo("{\"id\":\"revoked\",\"epoch\":4,\"keysVersion\":2}");
        assertThat(withKey(key)).isEqualTo(401);
        pushed("revoked", 5, key, false);
        assertThat(withKey(key)).isEqualTo(401);
        keys("revoked", 3, 3, false, key);
        assertThat(withKey(key)).isEqualTo(200);
        assertThat(cell.get("revoked", "/v1/shard").body().path("epoch").asLong())
                .isEqualTo(5);
    }

    @Test
    void keepsTheNewestOfWhatIsSaidOfACellWhateverOrderPushesArriveIn() {
        described("cell-77", 10, "active");
        described("cell-77", 12, "out");
        described("cell-77", 11, "active");
        assertThat(stateOf("cell-77")).isEqualTo(CellState.OUT);

        described("cell-77", 14, "out");
        described("cell-77", 13, "active");
        assertThat(stateOf("cell-77")).isEqualTo(CellState.OUT);

        described("cell-77", null, "draining");
        assertThat(stateOf("cell-77")).isEqualTo(CellState.DRAINING);
        described("cell-77", 14, "active");
        assertThat(stateOf("cell-77")).isEqualTo(CellState.DRAINING);
        described("cell-77", 15, "active");
        assertThat(stateOf("cell-77")).isEqualTo(CellState.ACTIVE);
    }

    @Test
    void takesWhatIsSaidOfACellByADirectoryWhoseClockWasSetBack() {
        described("cell-79", 200_000_000, "active");
        described("cell-79", 150_000_000, "out");
        assertThat(stateOf("cell-79")).as("50 s late, a push on its way").isEqualTo(CellState.ACTIVE);
        described("cell-79", 100_000_000, "out");
        assertThat(stateOf("cell-79")).as("100 s back, another clock").isEqualTo(CellState.OUT);
        described("cell-79", 100_000_001, "active");
        assertThat(stateOf("cell-79")).isEqualTo(CellState.ACTIVE);
    }

    @Test
    void otherNodesReadACellAgainOnlyWhenItIsAnother() {
        described("cell-78", 10, "active");
        long revision = revision();
        described("cell-78", 11, "active");
        assertThat(revision()).isEqualTo(revision);
        described("cell-78", 12, "out");
        assertThat(revision()).isGreaterThan(revision);
    }

    private static void described(String peer, @Nullable Integer version, String state) {
        Map<String, Object> push = new HashMap<>(Map.of(
                "cells",
                List.of(Map.of(
                        "id",
                        peer,
                        "number",
                        Integer.parseInt(peer.substring(peer.lastIndexOf('-') + 1)),
                        "state",
                        state,
                        "nodes",
                        List.of("http://127.0.0.1:1"))),
                "tenants",
                List.of()));
        if (version != null) {
            push.put("cellsVersion", version);
        }
        assertThat(cell.push(push).status()).isEqualTo(200);
    }

    private static CellState stateOf(String peer) {
        return cell.bean(AccessView.class).peer(new CellId(peer)).orElseThrow().state();
    }

    /** Of the last change of any cell. */
    private static long revision() {
        return cell.database()
                .sql("select max(revision) from peer_cell")
                .query(Long.class)
                .single();
    }

    @Test
    void keepsLimitsOfATenantInTheRecordAndInMemory() {
        cell.push(Map.of(
                "tenants",
                List.of(Map.of(
                        "id",
                        "limited",
                        "keyHash",
                        Keys.sha256(Keys.of("limited")),
                        "epoch",
                        1,
                        "keysVersion",
                        1,
                        "cells",
                        List.of("cell-1"),
                        "revoked",
                        false,
                        "limits",
                        Map.of(
                                "rates",
                                Map.of("launch", Map.of("rate", 10, "burst", 20), "later", Map.of()),
                                "quota",
                                Map.of("vcpus", 40))))));

        TenantLimits expected = new TenantLimits(
                new TenantLimits.Rates(new TenantLimits.Rate(10, 20), null, null, null),
                new TenantLimits.Quota(null, 40L));
        assertThat(limits(cell.bean(AccessView.class).tenant(new TenantId("limited")).stream()))
                .containsExactly(expected);
        assertThat(limits(cell.bean(AccessStore.class).changesAfter(0).tenants().stream()
                        .filter(tenant -> tenant.id().value().equals("limited"))))
                .containsExactly(expected);

        keys("limited", 1, 2, false, Keys.of("limited"));

        assertThat(limits(cell.bean(AccessView.class).tenant(new TenantId("limited")).stream()))
                .containsExactly(TenantLimits.DEFAULTS);
    }

    @Test
    void tellsAnotherCellWhatIsNewerOfTheTenantsItNames() {
        keys("newer", 2, 7, true, Keys.of("newer"));
        keys("as-new", 1, 7, false, Keys.of("as-new"));

        Answer answer = cell.send(cell.as(TestCell.INTERNAL_SECRET, "/internal/v1/tenants/newer")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"cell":"cell-2","tenants":[
                            {"id":"newer","epoch":2,"keysVersion":6},
                            {"id":"as-new","epoch":1,"keysVersion":7},
                            {"id":"none","epoch":1,"keysVersion":1}]}""")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("tenants")).hasSize(1);
        assertThat(answer.body().at("/tenants/0/id").asString()).isEqualTo("newer");
        assertThat(answer.body().at("/tenants/0/revoked").asBoolean()).isTrue();
        assertThat(answer.body().at("/tenants/0/keysVersion").asLong()).isEqualTo(7);
        assertThat(answer.body().path("unknown").toString()).isEqualTo("[\"none\"]");
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

    private static Answer keys(String tenant, long epoch, long version, boolean revoked, String... keys) {
        List<String> hashes = Stream.of(keys).map(Keys::sha256).toList();
        return cell.push(Map.of(
                "tenants",
                List.of(Map.of(
                        "id", tenant,
                        "keyHash", hashes.getFirst(),
                        "keyHashes", hashes,
                        "keysVersion", version,
                        "epoch", epoch,
                        "cells", List.of("cell-1"),
                        "revoked", revoked))));
    }

    private static int withKey(String key) {
        return cell.send(cell.as(key, "/v1/instances")).status();
    }

    private static List<TenantLimits> limits(Stream<Tenant> tenants) {
        return tenants.map(Tenant::limits).toList();
    }

    private static Answer withEpoch(String tenant, String epoch) {
        return cell.send(cell.as(Keys.of(tenant), "/v1/instances").header("Firebreak-Epoch", epoch));
    }
}
