package io.firebreak.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.testdatabase.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** An index is made concurrently by a migration while others use the table, and tried again when it could not be finished. */
class ConcurrentIndexIT {
    private static final DatabaseSettings SETTINGS =
            new DatabaseSettings(Duration.ofSeconds(10), Duration.ofSeconds(5));
    /** A try gives up after two seconds; the rest is for a busy machine. */
    private static final long PATIENCE_SECONDS = 60;

    private final TestDatabase database = TestDatabase.fresh();
    private final CountDownLatch gaveUpOnce = new CountDownLatch(1);

    @BeforeEach
    void thereIsATable() {
        plain().target("1").load().migrate();
    }

    @Test
    void aTransactionThatUsesTheTableHoldsItUpButNotTheWriters() throws Exception {
        CompletableFuture<Void> migrated;
        try (Connection user = connect();
                Connection writer = connect()) {
            user.setAutoCommit(false);
            write(user);
            migrated = CompletableFuture.runAsync(this::migrate);
            assertThat(gaveUpOnce.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            write(writer);
            user.commit();
        }
        migrated.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(ask("select indisvalid::text from pg_index where indexrelid = 'busy_by_note'::regclass"))
                .isEqualTo("true");
        assertThat(
                        ask(
                                "select string_agg(version || ' ' || success, ', ' order by version) from flyway_schema_history"))
                .isEqualTo("1 true, 2 true");
    }

    @Test
    void whoStartsAfterOneThatFailedInItTriesItAgain() throws Exception {
        try (Connection user = connect()) {
            user.setAutoCommit(false);
            write(user);
            Flyway impatient = plain().initSql("set lock_timeout = '100ms'")
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .load();
            assertThatThrownBy(impatient::migrate).isInstanceOf(FlywayException.class);
        }
        assertThat(ask("select indisvalid::text from pg_index where indexrelid = 'busy_by_note'::regclass"))
                .isEqualTo("false");

        migrate();

        assertThat(ask("select indisvalid::text from pg_index where indexrelid = 'busy_by_note'::regclass"))
                .isEqualTo("true");
    }

    private void migrate() {
        JdbcConnectionDetails details = new Details(database);
        DatabaseWait wait = new DatabaseWait(
                database.jdbcUrl(), () -> connect().close(), SETTINGS, InstantSource.system(), () -> {});
        new PatientMigration(wait, details, gaveUpOnce::countDown).migrate(plain().load());
    }

    private FluentConfiguration plain() {
        return Flyway.configure()
                .locations("classpath:db/index-of-a-busy-table")
                .dataSource(database.jdbcUrl(), database.username(), database.password());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = '1s'; insert into busy (note) values ('n')");
        }
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private record Details(TestDatabase database) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return database.username();
        }

        @Override
        public String getPassword() {
            return database.password();
        }

        @Override
        public String getJdbcUrl() {
            return database.jdbcUrl();
        }
    }
}
