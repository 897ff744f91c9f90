package io.firebreak.cell.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * Nodes of an older version and of this one over one database: the older one's statements go on while this one migrates the schema
 * under them, and after that.
 */
class MigrationCompatibilityIT {
    private static final String OLD_VERSION = "3";
    private static final int TURNS = 30;
    /** A migration gives up after two seconds of waiting for a lock; the rest is for a busy machine. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void theVersionBeforeRunsWhileTheSchemaIsMigratedAndOnTheNewestOne() throws Exception {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .target(OLD_VERSION)
                .load()
                .migrate();
        assertThat(migrations()).isEqualTo(Integer.parseInt(OLD_VERSION));
        try (OldNode old = new OldNode(statements(), database)) {
            old.awaitTurns(TURNS);
            try (TestCell cell = TestCell.start("cell-1", database, FleetInMemory.ofC5Hosts(2))
                    .withTenant("t-1", "cell-1")) {
                assertThat(migrations()).isGreaterThan(Integer.parseInt(OLD_VERSION));
                old.awaitTurns(old.turns() + TURNS);
                assertThat(cell.launch("t-1", "new", 1).status()).isEqualTo(201);
            }
            old.awaitTurns(old.turns() + TURNS);
            System.out.printf(
                    "schema %s to %d under load: %d turns of the older version, the slowest statement took %d ms%n",
                    OLD_VERSION,
                    migrations(),
                    old.turns(),
                    Duration.ofNanos(old.slowestNanos()).toMillis());
            assertThat(old.failures()).isEmpty();
            assertThat(Duration.ofNanos(old.slowestNanos())).isLessThan(LONGEST_WAIT);
        }
    }

    private int migrations() throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from flyway_schema_history where success")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static List<String> statements() throws IOException {
        try (InputStream file = Objects.requireNonNull(MigrationCompatibilityIT.class.getResourceAsStream(
                "statements-of-version-%s.sql".formatted(OLD_VERSION)))) {
            String all = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(all.split(";\\s*\\n"))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .toList();
        }
    }

    /** Says all statements again and again, what a turn writes in one transaction, on a connection that stays open. */
    private static final class OldNode implements AutoCloseable {
        private final List<String> statements;
        private final Connection connection;
        private final Thread thread =
                Thread.ofPlatform().name("old-node").daemon().unstarted(this::run);
        private final AtomicInteger turns = new AtomicInteger();
        private final AtomicLong slowest = new AtomicLong();
        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private volatile boolean stopping;

        OldNode(List<String> statements, TestDatabase database) throws SQLException {
            this.statements = statements;
            this.connection = connect(database);
            connection.setAutoCommit(false);
            thread.start();
        }

        private void run() {
            while (!stopping && failures.isEmpty()) {
                int turn = turns.get() + 1;
                for (String statement : statements) {
                    say(statement.replace(":n", Integer.toString(turn)));
                }
                turns.set(turn);
            }
        }

        private void say(String sql) {
            long begin = System.nanoTime();
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                if (sql.startsWith("select")) {
                    connection.commit();
                }
            } catch (SQLException e) {
                failures.add(e.getMessage() + " in " + sql);
            }
            slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }

        int turns() {
            return turns.get();
        }

        long slowestNanos() {
            return slowest.get();
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        void awaitTurns(int wanted) throws InterruptedException {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (turns.get() < wanted && failures.isEmpty()) {
                assertThat(System.nanoTime()).as("%d turns", wanted).isLessThan(deadline);
                Thread.sleep(20);
            }
        }

        @Override
        public void close() throws SQLException {
            stopping = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            connection.close();
        }
    }
}
