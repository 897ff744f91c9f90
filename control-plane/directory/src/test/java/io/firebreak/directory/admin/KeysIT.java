package io.firebreak.directory.admin;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.CellThatHesitates;
import io.firebreak.directory.region.CellThatIsDown;
import io.firebreak.directory.region.Hashes;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeysIT {
    private static final String KEYS = "/admin/v1/tenants/t-1/keys";

    private final CellThatIsDown atTimes = new CellThatIsDown();
    private RunningDirectory directory;
    private CellThatConfirms one;
    private CellThatConfirms two;
    private String firstKey;

    @BeforeEach
    void aTenantOnTwoCells() {
        directory = RunningDirectory.start(
                TestDatabase.fresh(),
                "firebreak.directory.push.longest-back-off=1h",
                "firebreak.directory.push.read-timeout=60s",
                "firebreak.directory.move.every=100ms",
                "firebreak.directory.move.check-every=100ms",
                "firebreak.directory.move.window=100ms");
        one = new CellThatConfirms();
        two = atTimes.comeUp();
        directory.register(1, one.url());
        directory.register(2, two.url());
        firstKey = directory.create("t-1").json().at("/tenants/0/key").stringValue();
    }

    @AfterEach
    void stop() {
        directory.close();
        one.close();
        two.close();
    }

    @Test
    void makesASecondKeyAndShowsItOnce() {
        Answer added = directory.post(KEYS, "");

        assertThat(added.status()).isEqualTo(201);
        String key = added.json().get("key").stringValue();
        assertThat(key).matches("fbk_t-1_[A-Za-z0-9]{40}").isNotEqualTo(firstKey);
        assertThat(added.json().get("keyId").stringValue()).isEqualTo(id(key));
        assertThat(texts(added.json().get("confirmed"))).containsExactly("cell-1", "cell-2");
        assertThat(added.json().get("unconfirmed")).isEmpty();
        for (CellThatConfirms cell : List.of(one, two)) {
            assertThat(texts(cell.tenant("t-1").get("keyHashes"))).containsExactly(Hashes.of(firstKey), Hashes.of(key));
            assertThat(cell.tenant("t-1").get("keyHash").stringValue()).isEqualTo(Hashes.of(firstKey));
            assertThat(cell.tenant("t-1").get("revoked").booleanValue()).isFalse();
        }
        Answer listed = directory.get(KEYS);
        assertThat(ids(listed)).containsExactly(id(firstKey), id(key));
        assertThat(listed.body())
                .contains("createdAt")
                .doesNotContain(key)
                .doesNotContain(Hashes.of(key))
                .doesNotContain(Hashes.of(firstKey));
        Answer third = directory.post(KEYS, "");
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.code()).isEqualTo("TOO_MANY_KEYS");
    }

    @Test
    void revokesOneKeyAndLeavesTheOther() {
        String second = directory.post(KEYS, "").json().get("key").stringValue();
        long before = one.tenant("t-1").get("keysVersion").longValue();

        Answer revoked = directory.delete(KEYS + "/" + id(firstKey));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(texts(revoked.json().get("confirmed"))).containsExactly("cell-1", "cell-2");
        assertThat(texts(one.tenant("t-1").get("keyHashes"))).containsExactly(Hashes.of(second));
        assertThat(one.tenant("t-1").get("keyHash").stringValue()).isEqualTo(Hashes.of(second));
        assertThat(one.tenant("t-1").get("keysVersion").longValue()).isGreaterThan(before);
        assertThat(ids(directory.get(KEYS))).containsExactly(id(second));
        assertThat(directory.delete(KEYS + "/" + id(firstKey)).status()).isEqualTo(404);
    }

    @Test
    void revokesAllKeysAndMakesANewOneAfterThat() {
        directory.post(KEYS, "");

        Answer revoked = directory.post("/admin/v1/tenants/t-1:revoke", "");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(one.tenant("t-1").get("revoked").booleanValue()).isTrue();
        assertThat(two.tenant("t-1").get("revoked").booleanValue()).isTrue();
        assertThat(directory.get(KEYS).json().get("revoked").booleanValue()).isTrue();
        assertThat(ids(directory.get(KEYS))).isEmpty();

        String fresh = directory.post(KEYS, "").json().get("key").stringValue();

        assertThat(one.tenant("t-1").get("revoked").booleanValue()).isFalse();
        assertThat(texts(one.tenant("t-1").get("keyHashes"))).containsExactly(Hashes.of(fresh));
    }

    @Test
    void namesACellThatHasNotConfirmedAndTellsItWhenItComesBack() {
        two.close();
        long begun = System.nanoTime();

        Answer revoked = directory.post("/admin/v1/tenants/t-1:revoke", "");

        assertThat(revoked.status()).isEqualTo(202);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(texts(revoked.json().get("confirmed"))).containsExactly("cell-1");
        assertThat(texts(revoked.json().get("unconfirmed"))).containsExactly("cell-2");
        assertThat(one.tenant("t-1").get("revoked").booleanValue()).isTrue();
        two = atTimes.comeUp();
        // It is in a back-off of up to an hour by now; a revocation does not wait for that.
        Answer again = directory.post("/admin/v1/tenants/t-1:revoke", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(two.tenant("t-1").get("revoked").booleanValue()).isTrue();
        assertThat(directory.get(KEYS).json().get("unconfirmed")).isEmpty();
    }

    /** As while the nodes of a cell are replaced by newer ones. */
    @Test
    void takesTheWordOfACellThatNamesNoVersionOnlyForWhatItCanHold() {
        two.knowsNoKeysVersion(true);

        Answer added = directory.post(KEYS, "");

        assertThat(texts(added.json().get("confirmed"))).containsExactly("cell-1");
        assertThat(texts(added.json().get("unconfirmed"))).containsExactly("cell-2");
        Answer all = directory.post("/admin/v1/tenants/t-1:revoke", "");
        assertThat(all.status()).isEqualTo(200);
        assertThat(texts(all.json().get("confirmed"))).containsExactly("cell-1", "cell-2");
        assertThat(directory.create("t-2").json().at("/tenants/0/state").stringValue())
                .isEqualTo("active");
        two.knowsNoKeysVersion(false);
        assertThat(texts(directory.post(KEYS, "").json().get("confirmed"))).containsExactly("cell-1", "cell-2");
    }

    @Test
    void tellsACellTheTenantHasLeft() throws Exception {
        try (var three = new CellThatConfirms()) {
            directory.register(3, three.url());
            directory.post("/admin/v1/tenants/t-1:move", "{\"replace\":\"cell-1\",\"with\":\"cell-3\"}");
            eventually(
                    "the move is closed",
                    () -> directory
                            .get("/admin/v1/tenants/t-1/moves")
                            .json()
                            .at("/moves/0/phase")
                            .stringValue("")
                            .equals("closed"));

            Answer revoked = directory.post("/admin/v1/tenants/t-1:revoke", "");

            assertThat(revoked.status()).isEqualTo(200);
            assertThat(texts(revoked.json().get("confirmed"))).containsExactly("cell-1", "cell-2", "cell-3");
            assertThat(one.tenant("t-1").get("revoked").booleanValue()).isTrue();
        }
    }

    @Test
    void tellsACellThatIsOut() {
        directory.registerAs("out", 2, two.url());

        directory.post("/admin/v1/tenants/t-1:revoke", "");

        assertThat(two.tenant("t-1").get("revoked").booleanValue()).isTrue();
    }

    @Test
    void doesNotWaitForANodeThatHangs() {
        try (var hanging = new CellThatHesitates();
                var other = new CellThatConfirms()) {
            directory.registerAs("out", 2, two.url());
            directory.register(3, hanging.url(), other.url());

            Answer created = directory.create("t-2");

            assertThat(created.json().at("/tenants/0/state").stringValue()).isEqualTo("active");
            assertThat(other.tenants()).contains("t-2");
        }
    }

    @Test
    void sendsTheEndOfAKeyBetweenTwoBatchesOfACellThatGetsAllAnew() throws Exception {
        try (var other = RunningDirectory.start(
                        TestDatabase.fresh(),
                        "firebreak.directory.architecture=cellular",
                        "firebreak.directory.push.batch-size=1",
                        "firebreak.directory.push.read-timeout=60s");
                var cell = new CellThatHesitates();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.register(1, cell.url());
            Future<Answer> creation = threads.submit(() -> other.create("a", "b", "c", "d", "e"));
            eventually(
                    "the first batch is on its way",
                    () -> other.get("/admin/v1/tenants").ids("tenants").contains("a") && cell.batches() > 0);
            Future<Answer> revocation = threads.submit(() -> other.post("/admin/v1/tenants/d:revoke", ""));
            eventually(
                    "it is revoked",
                    () -> other.get("/admin/v1/tenants/d/keys")
                            .json()
                            .get("revoked")
                            .booleanValue());

            cell.goOn();

            assertThat(revocation.get().status()).isEqualTo(200);
            assertThat(creation.get().json().at("/tenants/4/state").stringValue())
                    .isEqualTo("active");
            assertThat(cell.taken())
                    .containsOnly("a", "b", "c", "d", "e")
                    .as("whichever tenant the first batch was for, the next is for the one revoked meanwhile")
                    .element(1)
                    .isEqualTo("d");
        }
    }

    @Test
    void tellsACellThatComesBackWhatIsNewerOfItsOwnTenantsOnly() {
        directory.create("t-2");
        JsonNode held = one.tenant("t-1");
        String second = directory.post(KEYS, "").json().get("key").stringValue();

        Answer newer = directory.post("/internal/v1/tenants/newer", """
                {"cell":"cell-1","tenants":[
                    {"id":"t-1","epoch":1,"keysVersion":%d},
                    {"id":"t-2","epoch":1,"keysVersion":%d},
                    {"id":"never","epoch":1,"keysVersion":1}]}
                """.formatted(
                        held.get("keysVersion").longValue(),
                        one.tenant("t-2").get("keysVersion").longValue()));

        assertThat(newer.status()).isEqualTo(200);
        assertThat(newer.ids("tenants")).containsExactly("t-1");
        assertThat(texts(newer.json().at("/tenants/0/keyHashes"))).contains(Hashes.of(second));
        assertThat(texts(newer.json().get("unknown"))).containsExactly("never");
        Answer ofAnother = directory.post("/internal/v1/tenants/newer", """
                {"cell":"cell-9","tenants":[{"id":"t-1","epoch":1,"keysVersion":1}]}""");
        assertThat(ofAnother.json().get("tenants")).isEmpty();
        assertThat(texts(ofAnother.json().get("unknown"))).containsExactly("t-1");
    }

    @Test
    void knowsNoKeysOfATenantThatIsNone() {
        assertThat(directory.get("/admin/v1/tenants/none/keys").status()).isEqualTo(404);
        assertThat(directory.post("/admin/v1/tenants/none/keys", "").status()).isEqualTo(404);
        assertThat(directory.delete("/admin/v1/tenants/none/keys/00").status()).isEqualTo(404);
        assertThat(directory.post("/admin/v1/tenants/none:revoke", "").status()).isEqualTo(404);
        assertThat(directory.get("/admin/v1/tenants/No%20one/keys").code()).isEqualTo("INVALID_FIELD");
    }

    private static List<String> ids(Answer keys) {
        return StreamSupport.stream(keys.json().get("keys").spliterator(), false)
                .map(key -> key.get("keyId").stringValue())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String id(String key) {
        return Hashes.of(key).substring(0, 16);
    }
}
