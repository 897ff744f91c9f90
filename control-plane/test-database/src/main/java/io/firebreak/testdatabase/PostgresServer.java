package io.firebreak.testdatabase;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.DockerClientFactory;

/** A running PostgreSQL server. */
sealed interface PostgresServer permits ContainerServer, EmbeddedServer {
    String description();

    String jdbcUrl(String database);

    String username();

    String password();

    /** Starts a container where a Docker Engine answers, otherwise the embedded binaries, and says which on stderr. */
    static PostgresServer start() {
        PostgresServer server =
                DockerClientFactory.instance().isDockerAvailable() ? ContainerServer.start() : EmbeddedServer.start();
        try (var connection =
                DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password())) {
            ServerSettings.verify(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the settings of " + server.description(), e);
        }
        System.err.println("Test database: " + server.description());
        return server;
    }
}
