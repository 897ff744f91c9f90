package io.firebreak.testdatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDatabaseTest {
    @Test
    void givesEachTestAnEmptyDatabaseOfItsOwn() throws SQLException {
        TestDatabase first = TestDatabase.fresh();
        TestDatabase second = TestDatabase.fresh();
        try (Connection connection = connect(first);
                var statement = connection.createStatement()) {
            statement.execute("create table only_in_first (id int)");
        }

        assertThat(show(second, "select count(*) from pg_tables where tablename = 'only_in_first'"))
                .isEqualTo("0");
        assertThat(show(second, "select current_database()")).isEqualTo(second.name());
    }

    @Test
    void sharesOneServerOfVersion18() throws SQLException {
        TestDatabase first = TestDatabase.fresh();
        TestDatabase second = TestDatabase.fresh();

        assertThat(show(first, "show server_version")).startsWith("18");
        String started = "select pg_postmaster_start_time()";
        assertThat(show(first, started)).isEqualTo(show(second, started));
    }

    @ParameterizedTest
    @CsvSource({"fsync, on", "synchronous_commit, on", "full_page_writes, on", "max_connections, 200"})
    void keepsWhatItCommittedOverACrash(String setting, String value) throws SQLException {
        assertThat(show(TestDatabase.fresh(), "show " + setting)).isEqualTo(value);
    }

    @Test
    void refusesAServerThatMayLoseCommits() throws SQLException {
        try (Connection connection = connect(TestDatabase.fresh());
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");

            assertThatIllegalStateException()
                    .isThrownBy(() -> ServerSettings.verify(connection))
                    .withMessageContaining("synchronous_commit is off, must be on");
        }
    }

    @Test
    void createsDatabasesForManyTestsAtOnce() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> names = executor
                    .invokeAll(IntStream.range(0, 6)
                            .<Callable<String>>mapToObj(
                                    i -> () -> show(TestDatabase.fresh(), "select current_database()"))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(names).hasSize(6).doesNotHaveDuplicates();
        }
    }

    private static Connection connect(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static String show(TestDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
