package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code INSUFFICIENT_INSTANCE_CAPACITY} is said only where no room is, whoever holds some or has just freed it. */
class RefusalIT {
    /** Takes all of the one host there is. */
    private static final String WHOLE = "c5.9xlarge";

    private static TestDatabase database;
    private static FleetInMemory fleet;
    private static TestCell cell;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        fleet = FleetInMemory.ofC5Hosts(1);
        cell = TestCell.start("cell-1", database, fleet, "--firebreak.cell.launch.patience=10s")
                .withTenant("acme", "cell-1");
        cell.database().sql("""
                create function fail() returns trigger language plpgsql as
                'begin raise exception ''planted''; end'""").update();
        cell.database().sql("""
                create constraint trigger planted after insert on client_token deferrable initially deferred
                for each row when (new.token like 'doomed%') execute function fail()""").update();
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void clear() {
        Books.addUp(cell.database());
        assertThat(cell.bean(CapacityView.class).reservationsHeld()).isZero();
        for (String id :
                cell.get("acme", "/v1/instances?state=running&state=pending").ids()) {
            cell.delete("acme", id);
            cell.awaitState("acme", id, "terminated");
        }
    }

    @Test
    void waitsForTheLaunchThatHoldsTheLastRoomAndTakesItWhenThatFails() throws Exception {
        CompletableFuture<Answer> doomed;
        CompletableFuture<Answer> next;
        try (Connection lock = lockHosts()) {
            doomed = launch("doomed");
            cell.await("a launch that waits for the lock", RefusalIT::someoneWaits);
            next = launch("next");
            awaitPlacedOrRefused(next);
            lock.rollback();
        }

        assertThat(doomed.get().code()).isEqualTo("UNAVAILABLE");
        assertThat(next.get().status()).as(next.get().raw().body()).isEqualTo(201);
    }

    @Test
    void waitsForTheLaunchThatHoldsTheLastRoomAndRefusesWhenThatIsCommitted() throws Exception {
        CompletableFuture<Answer> first;
        CompletableFuture<Answer> next;
        try (Connection lock = lockHosts()) {
            first = launch("kept");
            cell.await("a launch that waits for the lock", RefusalIT::someoneWaits);
            next = launch("too-late");
            awaitPlacedOrRefused(next);
            lock.rollback();
        }

        assertThat(first.get().status()).isEqualTo(201);
        assertThat(next.get().code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
    }

    @Test
    void findsTheRoomAnotherNodeHasFreedSinceThisOneLookedLast() {
        try (TestCell behind = TestCell.start(
                "cell-1", database, fleet, "--firebreak.cell.node=node-2", "--firebreak.cell.reconcile.interval=1h")) {
            behind.await("the push", () -> behind.get("acme", "/v1/shard").status() == 200);
            String id = behind.launch("acme", "freed", WHOLE, 1).ids().getFirst();
            cell.delete("acme", id);
            cell.awaitState("acme", id, "terminated");

            assertThat(behind.launch("acme", "after", WHOLE, 1).status()).isEqualTo(201);
        }
    }

    private static Connection lockHosts() throws SQLException {
        Connection connection = cell.bean(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            lock.execute("select 1 from host for update");
        }
        return connection;
    }

    private static CompletableFuture<Answer> launch(String token) {
        long placings = placings();
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> cell.launch("acme", token, WHOLE, 1));
        cell.await("a placement of " + token, () -> placings() > placings);
        return answer;
    }

    private static long placings() {
        return cell.bean(MeterRegistry.class)
                .get("firebreak.launch.place")
                .timer()
                .count();
    }

    private static boolean someoneWaits() {
        return cell.database()
                        .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** It has been refused room by the node's own picture; the answer may be on its way already, if it asks nobody else. */
    private static void awaitPlacedOrRefused(CompletableFuture<Answer> next) {
        cell.await(
                "a decision",
                () -> next.isDone() || cell.bean(CapacityView.class).launchesWaiting() > 0);
    }
}
