package io.firebreak.testdatabase;

import java.util.ArrayList;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container. */
record ContainerServer(PostgreSQLContainer container) implements PostgresServer {
    private static final String IMAGE = "postgres:18";

    static ContainerServer start() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        List<String> command = new ArrayList<>(List.of("postgres"));
        ServerSettings.REQUIRED.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        container.setCommand(command.toArray(String[]::new));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "test-database-stop"));
        return new ContainerServer(container);
    }

    @Override
    public String description() {
        return "container of " + IMAGE + " on port " + port();
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + container.getHost() + ":" + port() + "/" + database;
    }

    @Override
    public String username() {
        return container.getUsername();
    }

    @Override
    public String password() {
        return container.getPassword();
    }

    private int port() {
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }
}
