package io.firebreak.directory.table;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.CellThatHesitates;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutingTableIT {
    private RunningDirectory directory;

    @BeforeEach
    void start() {
        directory = RunningDirectory.start(TestDatabase.fresh(), "firebreak.directory.table.max-waiting=2");
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    @Test
    void showsCellsAndActiveTenantsAsTheProtocolSays() throws Exception {
        try (var one = new CellThatConfirms();
                var two = new CellThatConfirms()) {
            directory.register(1, one.url());
            directory.register(2, two.url());
            directory.create("t-1");

            eventually(
                    "the table names the tenant",
                    () -> directory.table().ids("tenants").contains("t-1"));

            Answer table = directory.table();

            assertThat(table.response().headers().firstValue("Content-Type")).contains("application/json");
            assertThat(table.body()).isEqualTo("""
                    {"version":%d,"revision":"%s","architecture":"shuffle","cells":[\
                    {"id":"cell-1","number":1,"zone":"zone-1","state":"active","nodes":["%s"]},\
                    {"id":"cell-2","number":2,"zone":"zone-1","state":"active","nodes":["%s"]}],\
                    "tenants":[{"id":"t-1","epoch":1,"cells":["cell-1","cell-2"]}]}\
                    """.formatted(
                            table.json().get("version").longValue(),
                            table.json().get("revision").stringValue(),
                            one.url(),
                            two.url()));
        }
    }

    @Test
    void answersNotModifiedWhenNothingChangesInTime() {
        long version = directory.version();

        Answer answer = directory.get("/internal/v1/table?version=%d&waitSeconds=1".formatted(version));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void wakesAWaitingRouterAtOnce() throws Exception {
        long version = directory.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Answer> poll = pollFrom(version, threads);
            eventually("the router waits", () -> waitingRouters() == 1);

            long changed = System.nanoTime();
            directory.register(7, "http://127.0.0.1:1");
            Answer answer = poll.get(10, TimeUnit.SECONDS);
            System.out.printf("a change reached a waiting router after %d ms%n", millisSince(changed));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("version").longValue()).isGreaterThan(version);
            assertThat(answer.ids("cells")).containsExactly("cell-7");
        }
    }

    @Test
    void leavesATenantOutUntilEveryCellOfItsShardHasConfirmed() throws Exception {
        try (var one = new CellThatConfirms();
                var two = new CellThatHesitates();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            directory.register(1, one.url());
            directory.register(2, two.url());
            CompletableFuture<Answer> creation = CompletableFuture.supplyAsync(() -> directory.create("t-1"), threads);
            eventually("one cell has the tenant", () -> one.tenants().contains("t-1"));

            assertThat(directory.table().ids("tenants")).isEmpty();
            assertThat(directory
                            .get("/admin/v1/tenants")
                            .json()
                            .get("tenants")
                            .get(0)
                            .get("state")
                            .stringValue())
                    .isEqualTo("pending");

            two.goOn();

            assertThat(creation.get(20, TimeUnit.SECONDS)
                            .json()
                            .get("tenants")
                            .get(0)
                            .get("state")
                            .stringValue())
                    .isEqualTo("active");
            eventually(
                    "the table names the tenant",
                    () -> directory.table().ids("tenants").contains("t-1"));
        }
    }

    @Test
    void turnsAwayMoreRoutersThanMayWait() throws Exception {
        long version = directory.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Answer> first = pollFrom(version, threads);
            CompletableFuture<Answer> second = pollFrom(version, threads);
            eventually("both routers wait", () -> waitingRouters() == 2);

            Answer third = directory.get("/internal/v1/table?version=%d&waitSeconds=20".formatted(version));

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.code()).isEqualTo("TOO_MANY_WAITING");
            assertThat(third.response().headers().firstValue("Retry-After")).contains("1");
            directory.register(1, "http://127.0.0.1:1");
            assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(second.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void stopsWithoutWaitingForLongPolls() throws Exception {
        long version = directory.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Answer> poll = pollFrom(version, threads);
            eventually("the router waits", () -> waitingRouters() == 1);

            long asked = System.nanoTime();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(directory::close, threads);

            assertThat(poll.get(10, TimeUnit.SECONDS).status()).isEqualTo(304);
            stopped.get(10, TimeUnit.SECONDS);
            System.out.printf("stopped %d ms after it was asked to%n", millisSince(asked));
        }
    }

    @Test
    void refusesWhatIsNoVersionAndNoWait() {
        Answer version = directory.get("/internal/v1/table?version=seven");
        Answer wait = directory.get("/internal/v1/table?waitSeconds=61");

        assertThat(version.status()).isEqualTo(400);
        assertThat(version.detail()).contains("version 'seven'");
        assertThat(wait.status()).isEqualTo(400);
        assertThat(wait.detail()).contains("61").contains("0 to 60");
    }

    private CompletableFuture<Answer> pollFrom(long version, java.util.concurrent.Executor threads) {
        return CompletableFuture.supplyAsync(
                () -> directory.get("/internal/v1/table?version=%d&waitSeconds=20".formatted(version)), threads);
    }

    private int waitingRouters() {
        return directory.bean(TableEndpoint.class).waitingRouters();
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
