package io.firebreak.testdatabase;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of a test's own, on a real PostgreSQL 18.
 *
 * <p>All databases of a JVM share one server, started by the first {@link #fresh()} and stopped when the JVM exits: a
 * container where a Docker Engine answers, otherwise the embedded binaries. Both keep what they committed over a crash,
 * as the server in production does; see {@link ServerSettings}.
 *
 * @param name unique in the server
 * @param password empty where the server trusts its local users
 */
public record TestDatabase(String name, String jdbcUrl, String username, String password) {
    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Creates a new, empty database. It is never dropped: the server goes away with the JVM. */
    public static TestDatabase fresh() {
        PostgresServer server = Shared.SERVER;
        String name = "test_" + CREATED.incrementAndGet();
        try (var connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name + " on " + server.description(), e);
        }
        return new TestDatabase(name, server.jdbcUrl(name), server.username(), server.password());
    }

    /** Starts the server when it is first touched; class initialisation is the lock. */
    private static final class Shared {
        static final PostgresServer SERVER = PostgresServer.start();
    }
}
