package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Launches that meet in one transaction. The test holds the only committer by locking what the first launch wants, so
 * what comes after it waits and is committed together.
 */
class GroupedLaunchesIT {
    private static final int HOSTS = 3;
    /** 36 threads of a host, 2 of a c5.large. */
    private static final int ROOM = HOSTS * 18;

    private static TestDatabase database;
    private static TestCell cell;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        cell = TestCell.start(
                "cell-1",
                database,
                FleetInMemory.ofC5Hosts(HOSTS),
                "--firebreak.cell.commit.committers=1",
                "--firebreak.cell.reconcile.redispatch-after=5s",
                "--spring.datasource.hikari.data-source-properties.options=-c lock_timeout=30s");
        cell.withTenant("acme", "cell-1");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void makeOneSetOfATokenThatComesManyTimesAtOnce() throws Exception {
        double before = groups();
        List<Answer> answers = behindALock(10, i -> cell.launch("acme", i < 6 ? "same" : "other-" + i, 1));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.subList(0, 6))
                .extracting(Answer::ids)
                .containsOnly(answers.getFirst().ids());
        assertThat(answers.subList(0, 6))
                .filteredOn(answer ->
                        answer.raw().headers().firstValue("Firebreak-Replayed").isEmpty())
                .hasSize(1);
        assertThat(Books.liveSet(cell.database(), "acme", "same"))
                .isEqualTo(answers.getFirst().ids());
        assertThat(groups() - before).as("transactions for 11 launches").isLessThan(11);
        Books.addUp(cell.database());
        terminateAll();
    }

    @Test
    void refuseTheSameTokenForAnotherRequestThatComesAtTheSameTime() throws Exception {
        List<Answer> answers = behindALock(2, i -> cell.launch("acme", "differs", i + 1));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(Books.liveSet(cell.database(), "acme", "differs"))
                .containsExactlyInAnyOrderElementsOf(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .ids());
        Books.addUp(cell.database());
        terminateAll();
    }

    @Test
    void arePlacedAgainAloneWhenTheirHostIsFullerThanThought() throws Exception {
        // another node fills host after host behind this one's back
        List<Answer> answers;
        try (Connection other = connect()) {
            other.setAutoCommit(false);
            execute(
                    other,
                    "update host set used_vcpus = 36, version = version + 1 where id = (select min(id) from host)");
            List<Future<Answer>> waiting = new ArrayList<>();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    int number = i;
                    waiting.add(callers.submit(() -> cell.launch("acme", "stale-" + number, 1)));
                }
                cell.await("a launch waits for the host", () -> waitingForLocks() > 0);
                other.commit();
            }
            answers = waiting.stream().map(Future::resultNow).toList();
            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(hostsUsed()).isEqualTo("36 36 4");
            execute(
                    other,
                    "update host set used_vcpus = 0, version = version + 1 where id = (select min(id) from host)");
            other.commit();
        }
        Books.addUp(cell.database());
        terminateAll();
    }

    @Test
    void fillTheLastRoomExactlyAndTerminateTogether() throws Exception {
        List<Answer> answers = behindALock(ROOM + 10, i -> cell.launch("acme", "fill-" + i, 1));

        List<Answer> launched =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(launched).hasSize(ROOM - 1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .extracting(Answer::code)
                .containsOnly("INSUFFICIENT_INSTANCE_CAPACITY");
        Books.addUp(cell.database());
        terminateAll();
    }

    /** Launches that arrive while the only committer waits for a lock of ours. A launch of one more goes first and is waited for. */
    private static List<Answer> behindALock(int launches, IntFunction<Answer> launch) throws Exception {
        try (Connection ours = connect();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            ours.setAutoCommit(false);
            execute(ours, "select 1 from host for update");
            Future<Answer> first = callers.submit(() -> cell.launch("acme", "first-" + System.nanoTime(), 1));
            cell.await("the first waits for its host", () -> waitingForLocks() > 0);
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < launches; i++) {
                int number = i;
                answers.add(callers.submit(() -> launch.apply(number)));
            }
            cell.await("the others are queued", () -> queued() >= Math.min(launches, ROOM - 1));
            ours.rollback();
            assertThat(first.get().status()).isEqualTo(201);
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static void terminateAll() throws Exception {
        List<String> live = cell.get("acme", "/v1/instances?state=running&state=pending&limit=1000")
                .ids();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = live.stream()
                    .map(id -> callers.submit(() -> cell.delete("acme", id)))
                    .toList();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        live.forEach(id -> cell.awaitState("acme", id, "terminated"));
        Books.addUp(cell.database());
    }

    private static double groups() {
        return cell.bean(MeterRegistry.class)
                .get("firebreak.commit.group")
                .tag("kind", "launch")
                .summary()
                .count();
    }

    private static double queued() {
        return cell.bean(MeterRegistry.class)
                .get("firebreak.commit.queue")
                .tag("kind", "launch")
                .gauge()
                .value();
    }

    private static int waitingForLocks() {
        return cell.database()
                .sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .query(Integer.class)
                .single();
    }

    private static String hostsUsed() {
        return cell.database()
                .sql("select string_agg(used_vcpus::text, ' ' order by id) from host")
                .query(String.class)
                .single();
    }

    private static Connection connect() throws Exception {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
