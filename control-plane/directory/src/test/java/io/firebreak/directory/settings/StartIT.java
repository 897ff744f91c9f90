package io.firebreak.directory.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;

class StartIT {
    private static final String KEY = "fbk_t-1_0123456789abcdefghij";

    @Test
    void registersCellsAndTenantsOfTheSettingsAtEveryStartAndChangesNothingTheSecondTime() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (var cell = new CellThatConfirms()) {
            String[] settings = settings(cell, KEY);
            long version;
            try (var directory = RunningDirectory.start(database, settings)) {
                io.firebreak.directory.region.Eventually.eventually(
                        "the tenant is active",
                        () -> directory.table().ids("tenants").contains("t-1"));
                version = directory.version();
            }
            try (var again = RunningDirectory.start(database, settings)) {
                assertThat(again.version()).isEqualTo(version);
                assertThat(again.table().ids("tenants")).containsExactly("t-1");
                assertThat(again.table().ids("cells")).containsExactly("cell-1");
            }
        }
    }

    @Test
    void keepsTheStateAnOperatorGaveACellOverARestart() {
        TestDatabase database = TestDatabase.fresh();
        try (var cell = new CellThatConfirms()) {
            String[] settings = settings(cell, KEY);
            try (var directory = RunningDirectory.start(database, settings)) {
                directory.registerAs("draining", 1, cell.url());
            }
            try (var again = RunningDirectory.start(database, settings)) {
                assertThat(again.table().json().get("cells").get(0).get("state").stringValue())
                        .isEqualTo("draining");
            }
        }
    }

    @Test
    void refusesToStartWhenATenantIsGivenWithAnotherKey() {
        TestDatabase database = TestDatabase.fresh();
        try (var cell = new CellThatConfirms()) {
            RunningDirectory.start(database, settings(cell, KEY)).close();

            assertThatThrownBy(() -> RunningDirectory.start(database, settings(cell, KEY + "x")))
                    .rootCause()
                    .isInstanceOf(SettingsRejected.class)
                    .hasMessageContaining("tenant 't-1' is registered with another key")
                    .hasMessageNotContaining(KEY);
        }
    }

    @Test
    void refusesToStartWhenTenantsOfTheSettingsHaveNoCells() {
        assertThatThrownBy(() -> RunningDirectory.start(TestDatabase.fresh(), "firebreak.directory.tenants[0].id=t-1"))
                .rootCause()
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining("no cell is active");
    }

    @Test
    void refusesUnknownSettings() {
        assertThatThrownBy(() -> RunningDirectory.start(TestDatabase.fresh(), "firebreak.directory.shrad-size=3"))
                .rootCause()
                .hasMessageContaining("firebreak.directory.shrad-size");
    }

    @Test
    void reportsAllWrongSettingsTogetherWithoutShowingSecrets() {
        assertThatThrownBy(() -> RunningDirectory.start(
                        TestDatabase.fresh(),
                        "firebreak.directory.admin-token=hunter2",
                        "firebreak.directory.shard-size=0",
                        "firebreak.directory.keys[0].name=On Call",
                        "firebreak.directory.keys[0].hash=not-a-hash",
                        "firebreak.directory.keys[0].role=root",
                        "firebreak.directory.push.batch-size=501",
                        "firebreak.directory.cells[0].id=west",
                        "firebreak.directory.tenants[0].id=t-1",
                        "firebreak.directory.tenants[0].key=fbk_t-2_0123456789abcdefghij"))
                .rootCause()
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining("firebreak.directory.admin-token: must be at least 8")
                .hasMessageContaining("firebreak.directory.shard-size: 0 must be 1 to 1000")
                .hasMessageContaining("firebreak.directory.keys: name 'On Call' must match")
                .hasMessageContaining("firebreak.directory.keys: hash of 'On Call' must be a SHA-256")
                .hasMessageContaining("role 'root' of 'On Call' must be one of [viewer, operator, admin]")
                .hasMessageNotContaining("not-a-hash")
                .hasMessageContaining("firebreak.directory.push: batch-size 501 must be 1 to 500")
                .hasMessageContaining("firebreak.directory.cells[0]: id 'west'")
                .hasMessageContaining("firebreak.directory.tenants[0]: key of tenant 't-1'")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("fbk_t-2");
    }

    private static String[] settings(CellThatConfirms cell, String key) {
        return new String[] {
            "firebreak.directory.architecture=cellular",
            "firebreak.directory.cells[0].id=cell-1",
            "firebreak.directory.cells[0].number=1",
            "firebreak.directory.cells[0].zone=zone-1",
            "firebreak.directory.cells[0].nodes[0]=" + cell.url(),
            "firebreak.directory.tenants[0].id=t-1",
            "firebreak.directory.tenants[0].key=" + key
        };
    }
}
