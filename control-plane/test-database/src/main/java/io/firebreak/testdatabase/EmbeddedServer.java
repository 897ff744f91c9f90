package io.firebreak.testdatabase;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** PostgreSQL from the binaries that come as Maven artifacts, in a data directory that is deleted at the end. */
record EmbeddedServer(EmbeddedPostgres postgres) implements PostgresServer {
    /** A start takes under 2 s alone; a build machine with every core taken has needed ten times that. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    static EmbeddedServer start() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(LONGEST_START);
        ServerSettings.REQUIRED.forEach(builder::setServerConfig);
        try {
            return new EmbeddedServer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }

    @Override
    public String description() {
        return "embedded PostgreSQL on port " + postgres.getPort();
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
    }

    @Override
    public String username() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }
}
