package io.firebreak.testdatabase;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A durable PostgreSQL server of a test's own that can be killed with all its backends, as {@code kill -9} does, and
 * started again on what it had written. It needs {@code /proc}, so Linux.
 */
public final class KillableDatabase implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(10);
    private static final String LOCK_FILE = "postmaster.pid";

    private final EmbeddedPostgres first;
    private final Path data;
    private final List<String> command;
    private final TestDatabase database;
    private long postmaster;

    private KillableDatabase(EmbeddedPostgres first, Path data) throws IOException {
        this.first = first;
        this.data = data;
        this.postmaster = postmasterOf(data);
        this.command = commandOf(postmaster);
        this.database = new TestDatabase(
                "postgres", "jdbc:postgresql://localhost:%d/postgres".formatted(first.getPort()), "postgres", "");
    }

    /**
     * Starts a server.
     *
     * @param data a directory that does not exist yet
     * @param port one that no outgoing connection takes while the server is dead
     */
    public static KillableDatabase start(Path data, int port) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setPort(port).setPGStartupWait(LONGEST_START);
        ServerSettings.REQUIRED.forEach(builder::setServerConfig);
        try {
            KillableDatabase started = new KillableDatabase(builder.start(), data);
            try (var connection = started.connect()) {
                ServerSettings.verify(connection);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL in " + data, e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the settings of PostgreSQL in " + data, e);
        }
    }

    /** Where its clients connect, over all its lives. */
    public TestDatabase database() {
        return database;
    }

    /** Kills the server and all its backends; returns when the last of them is gone. */
    public void kill() {
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(server));
        server.children().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] deaths = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(deaths)
                .orTimeout(LONGEST_DEATH.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Starts the killed server again; returns when it has recovered and takes connections. */
    public void restart() {
        try {
            Files.deleteIfExists(data.resolve(LOCK_FILE));
            File log = data.resolveSibling(data.getFileName() + ".log").toFile();
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            postmaster = started.pid();
            awaitConnections(started, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL again in " + data, e);
        }
    }

    private void awaitConnections(Process started, File log) {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!takesConnections()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("PostgreSQL did not recover, see " + log);
            }
            Thread.onSpinWait();
        }
    }

    private boolean takesConnections() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static long postmasterOf(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve(LOCK_FILE)).getFirst());
    }

    /** As it was started; the superuser has to become nobody in particular first, for PostgreSQL refuses to run as one. */
    private static List<String> commandOf(long pid) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        Path line = Path.of("/proc", Long.toString(pid), "cmdline");
        command.addAll(List.of(Files.readString(line, StandardCharsets.UTF_8).split("\0", -1)));
        command.removeLast();
        return command;
    }

    /** Stops the server in order; one that is dead stays as it is. */
    @Override
    public void close() {
        if (ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isPresent()) {
            try {
                first.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
