package io.firebreak.directory.tenants;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantCreationIT {
    private RunningDirectory directory;
    private List<CellThatConfirms> cells = List.of();

    @BeforeEach
    void start() {
        directory = RunningDirectory.start(TestDatabase.fresh());
    }

    @AfterEach
    void stop() {
        directory.close();
        cells.forEach(CellThatConfirms::close);
    }

    @Test
    void createsAHundredTenantsOnEightCellsAndAnswersWhenAllAreActive() throws Exception {
        cells = directory.registerCells(8);

        long start = System.nanoTime();
        Answer created = directory.create(RunningDirectory.tenants(100));
        System.out.printf(
                "100 tenants on 8 cells: %d ms%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("tenants")).hasSize(100).allSatisfy(tenant -> {
            String id = tenant.get("id").stringValue();
            assertThat(tenant.get("state").stringValue()).isEqualTo("active");
            assertThat(tenant.get("epoch").longValue()).isEqualTo(1);
            assertThat(tenant.get("cells")).hasSize(2).allSatisfy(cell -> assertHolds(cell, tenant));
            assertThat(tenant.get("key").stringValue()).matches("fbk_" + id + "_[A-Za-z0-9]{40}");
        });
        eventually("the table names all", () -> directory.table().ids("tenants").equals(RunningDirectory.tenants(100)));
    }

    private void assertHolds(JsonNode cellName, JsonNode tenant) {
        int number = Integer.parseInt(cellName.stringValue().substring("cell-".length()));
        JsonNode held = cells.get(number - 1).tenant(tenant.get("id").stringValue());
        String key = tenant.get("key").stringValue();
        assertThat(held.get("keyHash").stringValue()).isEqualTo(new TenantKey(key).hash());
        assertThat(held.get("cells")).isEqualTo(tenant.get("cells"));
        assertThat(held.get("revoked").booleanValue()).isFalse();
    }

    @Test
    void sendsAThousandTenantsInBatchesACellAccepts() {
        cells = directory.registerCells(2);

        Answer created = directory.create(RunningDirectory.tenants(1_000));

        assertThat(created.json().get("tenants"))
                .allSatisfy(
                        tenant -> assertThat(tenant.get("state").stringValue()).isEqualTo("active"));
        assertThat(cells)
                .allSatisfy(cell -> assertThat(cell.tenants()).hasSize(1_000))
                .allSatisfy(cell -> assertThat(cell.largestBatch()).isEqualTo(500));
    }

    @Test
    void handsOutEachKeyOnceAndAllDifferent() {
        cells = directory.registerCells(2);

        Set<String> keys = new HashSet<>();
        directory
                .create(RunningDirectory.tenants(50))
                .json()
                .get("tenants")
                .forEach(tenant -> keys.add(tenant.get("key").stringValue()));

        assertThat(keys).hasSize(50);
        assertThat(directory.get("/admin/v1/tenants").body())
                .doesNotContain("fbk_")
                .doesNotContain("key");
    }

    @Test
    void takesAKeyThatIsGiven() {
        cells = directory.registerCells(2);
        String key = "fbk_t-1_0123456789abcdefghij";

        Answer created =
                directory.post("/admin/v1/tenants", "{\"tenants\":[{\"id\":\"t-1\",\"key\":\"%s\"}]}".formatted(key));

        assertThat(created.json().get("tenants").get(0).get("key").stringValue())
                .isEqualTo(key);
        assertThat(cells.getFirst().tenant("t-1").get("keyHash").stringValue()).isEqualTo(new TenantKey(key).hash());
    }

    @Test
    void refusesAKnownTenantNamingItAndChangesNothing() {
        cells = directory.registerCells(2);
        directory.create("t-1");

        Answer refused = directory.create("t-0", "t-1");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("TENANT_EXISTS");
        assertThat(refused.detail()).contains("t-1");
        assertThat(directory.get("/admin/v1/tenants").ids("tenants")).containsExactly("t-1");
    }

    @Test
    void refusesWhenNoCellIsActive() {
        assertThat(directory.create("t-1").code()).isEqualTo("NO_ACTIVE_CELL");
        directory.registerAs("draining", 1, "http://127.0.0.1:1");

        Answer refused = directory.create("t-1");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("NO_ACTIVE_CELL");
    }

    @Test
    void refusesWhenFewerCellsAreActiveThanAShardNeeds() {
        cells = directory.registerCells(1);

        Answer refused = directory.create("t-1");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("TOO_FEW_CELLS");
        assertThat(refused.detail()).contains("shard size 2").contains("1 to 1");
        assertThat(directory.get("/admin/v1/tenants").ids("tenants")).isEmpty();
    }

    @Test
    void refusesWhatIsNotATenant() {
        cells = directory.registerCells(2);

        assertInvalid(directory.create("Tenant_1"), "'Tenant_1'");
        assertInvalid(directory.create("t-1", "t-1"), "'t-1' stands twice");
        assertInvalid(directory.create(List.of()), "1 to 1000");
        assertInvalid(directory.create(RunningDirectory.tenants(1_001)), "1001");
        assertInvalid(directory.post("/admin/v1/tenants", "{\"tenants\":[{\"key\":\"x\"}]}"), "needs an id");
        assertInvalid(directory.post("/admin/v1/tenants", "{\"tenants\":[null]}"), "needs an id");
        assertInvalid(
                directory.post(
                        "/admin/v1/tenants",
                        "{\"tenants\":[{\"id\":\"t-1\",\"key\":\"fbk_t-2_0123456789abcdefghij\"}]}"),
                "key of tenant 't-1'");
        assertThat(directory.get("/admin/v1/tenants").ids("tenants")).isEmpty();
    }

    private static void assertInvalid(Answer answer, String named) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_FIELD");
        assertThat(answer.detail()).contains(named);
    }
}
