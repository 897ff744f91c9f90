package io.firebreak.cell.kill;

import io.firebreak.testdatabase.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Tells the moment a launch is committed, by asking the database itself without pause. A process killed then often has
 * not answered its clients yet.
 */
final class CommitWatch {
    /** The newest instance, by the index that has their order. */
    private static final String NEWEST =
            "select id from instance where tenant = '%s' order by launch_time desc, id desc limit 1"
                    .formatted(LaunchingClients.TENANT);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private CommitWatch() {}

    /** Returns as soon as an instance is visible that was not when it was called. */
    static void awaitCommit(TestDatabase database) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            String before = newest(statement);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (newest(statement).equals(before)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("nothing was launched for " + PATIENCE);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newest(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
