package io.firebreak.directory.admin;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LimitsIT {
    private static final String LIMITS = "/admin/v1/tenants/t-1/limits";

    private RunningDirectory directory;
    private CellThatConfirms cell;

    @BeforeEach
    void aTenant() {
        directory = RunningDirectory.start(TestDatabase.fresh(), "firebreak.directory.architecture=cellular");
        cell = new CellThatConfirms();
        directory.register(1, cell.url());
        directory.create("t-1");
    }

    @AfterEach
    void stop() {
        directory.close();
        cell.close();
    }

    @Test
    void bringsLimitsToTheCellsAndMergesWhatIsPatched() {
        assertThat(directory.get(LIMITS).json().get("limits")).isEmpty();
        assertThat(cell.tenant("t-1").has("limits")).isFalse();

        Answer put = directory.put(LIMITS, """
                {"rates":{"launch":{"rate":10,"burst":20}},"quota":{"instances":5,"vcpus":40}}""");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().at("/confirmed/0").stringValue()).isEqualTo("cell-1");
        assertThat(cell.tenant("t-1").get("limits").toString())
                .isEqualTo(
                        "{\"rates\":{\"launch\":{\"rate\":10.0,\"burst\":20}},\"quota\":{\"instances\":5,\"vcpus\":40}}");

        Answer patched = directory.patch(LIMITS, """
                {"rates":{"launch":{"burst":30},"list":{"rate":0.5,"burst":1}},"quota":{"vcpus":null}}""");

        assertThat(patched.status()).isEqualTo(200);
        JsonNode limits = cell.tenant("t-1").get("limits");
        assertThat(limits.at("/rates/launch").toString()).isEqualTo("{\"rate\":10.0,\"burst\":30}");
        assertThat(limits.at("/rates/list").toString()).isEqualTo("{\"rate\":0.5,\"burst\":1}");
        assertThat(limits.get("quota").toString()).isEqualTo("{\"instances\":5}");
        assertThat(directory.get(LIMITS).json().get("limits")).isEqualTo(limits);

        directory.put(LIMITS, "{}");

        assertThat(cell.tenant("t-1").has("limits")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rates\":{\"launch\":{\"rate\":0,\"burst\":1}}}|rates.launch.rate '0.0' must be 0.001 to 1000000",
                "{\"rates\":{\"list\":{\"rate\":1,\"burst\":0}}}|rates.list.burst '0' must be 1 to 1000000",
                "{\"rates\":{\"change\":{\"rate\":1}}}|rates.change.burst 'null' must be 1 to 1000000",
                "{\"rates\":{\"describe\":{\"burst\":1}}}|rates.describe.rate 'null' must be 0.001",
                "{\"rates\":{\"lunch\":{}}}|unknown field 'lunch'",
                "{\"quota\":{\"instances\":10000001}}|quota.instances '10000001' must be 1 to 10000000",
                "{\"quota\":{\"vcpus\":-1}}|quota.vcpus '-1' must be 1 to 1000000000",
                "{\"quota\":{\"vcpus\":\"many\"}}|many",
                "{\"quota\":{\"vcpus\":{}}}|Object value",
                "{\"rates\":{\"list\":[1]}}|Array value",
                "[]|must be an object",
            })
    void refusesLimitsThatMakeNoSenseNamingThem(String body, String named) {
        for (Answer refused : new Answer[] {directory.put(LIMITS, body), directory.patch(LIMITS, body)}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("INVALID_FIELD");
            assertThat(refused.detail()).contains(named).doesNotContain("io.firebreak", "java.", "JsonToken");
        }
        assertThat(directory.get(LIMITS).json().get("limits")).isEmpty();
    }

    @Test
    void tellsRoutersTheRatesAndTheirSumOnceItIsKnownForAllCalls() throws Exception {
        eventually(
                "the table has the tenant",
                () -> directory.table().ids("tenants").contains("t-1"));
        long version = directory.version();
        directory.put(LIMITS, "{\"rates\":{},\"quota\":{\"instances\":5}}");
        assertThat(directory.version()).as("routers know of no quota").isEqualTo(version);

        directory.put(LIMITS, "{\"rates\":{\"launch\":{\"rate\":1,\"burst\":2}}}");

        eventually(
                "the table has the rate of launches",
                () -> tenant().path("rates").toString().equals("{\"launch\":{\"rate\":1.0,\"burst\":2}}"));
        assertThat(tenant().has("rate")).isFalse();
        assertThat(directory.version()).isEqualTo(version + 1);

        directory.put(LIMITS, """
                {"rates":{"launch":{"rate":1,"burst":2},"change":{"rate":10,"burst":20},
                          "describe":{"rate":100,"burst":200},"list":{"rate":1000,"burst":2000}}}""");

        eventually(
                "the table has the sum",
                () -> tenant().path("rate").toString().equals("{\"rate\":1111.0,\"burst\":2222}"));
        assertThat(tenant().get("rates").toString())
                .isEqualTo("{\"launch\":{\"rate\":1.0,\"burst\":2},\"change\":{\"rate\":10.0,\"burst\":20},"
                        + "\"describe\":{\"rate\":100.0,\"burst\":200},\"list\":{\"rate\":1000.0,\"burst\":2000}}");
        assertThat(directory.version()).isEqualTo(version + 2);
        directory.put(LIMITS, "{}");
        eventually("the rates are gone", () -> !tenant().has("rate") && !tenant().has("rates"));
    }

    private JsonNode tenant() {
        return directory.table().json().at("/tenants/0");
    }

    @Test
    void knowsNoLimitsOfATenantThatIsNone() {
        assertThat(directory.get("/admin/v1/tenants/none/limits").status()).isEqualTo(404);
        assertThat(directory.put("/admin/v1/tenants/none/limits", "{}").status())
                .isEqualTo(404);
    }
}
