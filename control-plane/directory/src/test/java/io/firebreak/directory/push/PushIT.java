package io.firebreak.directory.push;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.CellThatForgets;
import io.firebreak.directory.region.CellThatHesitates;
import io.firebreak.directory.region.CellThatIsDown;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushIT {
    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.fresh();
    }

    @Test
    void tellsEveryCellOfItsPeersWheneverCellsChange() throws Exception {
        try (var directory = RunningDirectory.start(database);
                var one = new CellThatConfirms();
                var two = new CellThatConfirms()) {
            directory.register(1, one.url());
            directory.register(2, two.url());
            eventually(
                    "cell 1 knows cell 2",
                    () -> one.peer("cell-2")
                            .path("nodes")
                            .path(0)
                            .stringValue("")
                            .equals(two.url()));
            eventually(
                    "cell 2 knows cell 1",
                    () -> two.peer("cell-1").path("number").intValue(0) == 1);

            directory.registerAs("draining", 2, two.url(), "http://127.0.0.1:1");

            eventually(
                    "cell 1 knows that cell 2 drains",
                    () -> one.peer("cell-2").path("state").stringValue("").equals("draining"));
            assertThat(one.peer("cell-2").get("nodes")).hasSize(2);
            assertThat(one.peerVersions()).isSorted().doesNotContain(0L).hasSizeGreaterThan(1);
            assertThat(one.peerVersions().getLast())
                    .isGreaterThan(one.peerVersions().getFirst());
        }
    }

    @Test
    void asksAnotherNodeOfTheCellWhenOneIsDown() {
        try (var directory = RunningDirectory.start(database, "firebreak.directory.architecture=regional");
                var node = new CellThatConfirms()) {
            directory.register(1, new CellThatIsDown().url(), node.url());

            Answer created = directory.create("t-1");

            assertThat(stateOf(created, 0)).isEqualTo("active");
            assertThat(node.tenants()).containsExactly("t-1");
        }
    }

    @Test
    void bringsATenantIntoTheTableWhenACellThatWasDownComesUp() throws Exception {
        try (var directory = RunningDirectory.start(database);
                var one = new CellThatConfirms();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var two = new CellThatIsDown();
            directory.register(1, one.url());
            directory.register(2, two.url());
            CompletableFuture<Answer> creation = CompletableFuture.supplyAsync(() -> directory.create("t-1"), threads);
            eventually("pushes to the cell fail", () -> failures(directory, "cell-2") > 2);
            assertThat(directory.table().ids("tenants")).isEmpty();

            try (var up = two.comeUp()) {
                assertThat(stateOf(creation.get(20, TimeUnit.SECONDS), 0)).isEqualTo("active");
                assertThat(up.tenants()).containsExactly("t-1");
            }
        }
    }

    @Test
    void answersPendingWhenACellStaysDownAndKeepsTrying() {
        try (var directory = RunningDirectory.start(database);
                var one = new CellThatConfirms()) {
            directory.register(1, one.url());
            directory.register(2, new CellThatIsDown().url());

            Answer created = directory.create("t-1");

            assertThat(created.status()).isEqualTo(201);
            assertThat(stateOf(created, 0)).isEqualTo("pending");
            assertThat(created.body()).contains("fbk_t-1_");
            assertThat(failures(directory, "cell-2")).isGreaterThan(10);
        }
    }

    @Test
    void givesACellThatForgotItsTenantsAgainWhenItIsRegisteredAgain() throws Exception {
        try (var directory = RunningDirectory.start(database, "firebreak.directory.push.refresh-every=1h");
                var one = new CellThatConfirms();
                var two = new CellThatForgets()) {
            directory.register(1, one.url());
            directory.register(2, two.url());
            directory.create("t-1", "t-2");
            two.forget();

            directory.register(2, two.url());

            eventually("the cell has its tenants again", () -> two.tenants().size() == 2);
            eventually(
                    "the table names both",
                    () -> directory.table().ids("tenants").equals(List.of("t-1", "t-2")));
        }
    }

    @Test
    void healsACellThatForgotWithoutBeingTold() throws Exception {
        try (var directory = RunningDirectory.start(
                        database,
                        "firebreak.directory.push.refresh-every=100ms",
                        "firebreak.directory.push.batch-size=2");
                var one = new CellThatConfirms();
                var two = new CellThatForgets()) {
            directory.register(1, one.url());
            directory.register(2, two.url());
            directory.create("t-1", "t-2", "t-3", "t-4", "t-5");

            two.forget();

            eventually("the cell has its tenants again", () -> two.tenants().size() == 5);
        }
    }

    @Test
    void showsACellThatComesBackFromOutOnlyWhenItHoldsItsTenants() throws Exception {
        try (var directory = RunningDirectory.start(database, "firebreak.directory.push.refresh-every=1h");
                var one = new CellThatConfirms();
                var two = new CellThatConfirms()) {
            directory.register(1, one.url());
            directory.register(2, two.url());
            directory.create("t-1");
            directory.registerAs("out", 2, two.url());
            eventually(
                    "the table shows the cell out",
                    () -> stateInTable(directory, 1).equals("out"));

            try (var empty = new CellThatHesitates()) {
                Answer registered = directory.registerAs("active", 2, empty.url());
                assertThat(registered.json().get("state").stringValue()).isEqualTo("out");
                assertThat(registered.json().get("returningAs").stringValue()).isEqualTo("active");
                eventually("the cell is being pushed to", () -> empty.calls() > 0);
                assertThat(stateInTable(directory, 1)).isEqualTo("out");

                empty.goOn();

                eventually(
                        "the table shows the cell active",
                        () -> stateInTable(directory, 1).equals("active"));
                assertThat(empty.tenants()).containsExactly("t-1");
            }
        }
    }

    @Test
    void finishesAfterARestartWhatItHadBegunToPush() throws Exception {
        try (var one = new CellThatConfirms();
                var two = new CellThatHesitates();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Answer> creation;
            try (var directory = RunningDirectory.start(database)) {
                directory.register(1, one.url());
                directory.register(2, two.url());
                creation = CompletableFuture.supplyAsync(() -> directory.create(RunningDirectory.tenants(20)), threads);
                eventually("the push is half done", () -> one.tenants().size() == 20 && two.calls() > 0);
            }
            assertThat(creation.get(10, TimeUnit.SECONDS).json().get("tenants"))
                    .allSatisfy(tenant ->
                            assertThat(tenant.get("state").stringValue()).isEqualTo("pending"));
            two.goOn();
            try (var again = RunningDirectory.start(database)) {
                List<String> all = RunningDirectory.tenants(20);
                eventually(
                        "all tenants are active",
                        () -> again.table().ids("tenants").equals(all));
                assertThat(two.tenants()).containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    private static String stateOf(Answer creation, int index) {
        return creation.json().get("tenants").get(index).get("state").stringValue();
    }

    private static String stateInTable(RunningDirectory directory, int index) {
        return directory.table().json().get("cells").get(index).get("state").stringValue();
    }

    private static double failures(RunningDirectory directory, String cell) {
        var registry = directory.bean(io.micrometer.core.instrument.MeterRegistry.class);
        var counter = registry.find("firebreak.directory.push.failures")
                .tag("cell", cell)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
