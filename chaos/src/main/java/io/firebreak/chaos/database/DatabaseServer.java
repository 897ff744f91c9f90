package io.firebreak.chaos.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One durable PostgreSQL server on 127.0.0.1, as something that can be started, asked and started again. Who starts it
 * owns the process: it is the postmaster itself, so killing it is what a power cut does to the server.
 */
public record DatabaseServer(DatabaseSoftware software, Path data, int port, String password) {
    /** A loopback connection takes milliseconds; a server that takes longer is not ready. */
    private static final int PATIENCE_SECONDS = 2;

    /** A look at all processes takes some milliseconds, and a killed one works nowhere any more after the first. */
    private static final int MOST_LOOKS = 500;

    private static final Path PROCESSES = Path.of("/proc");

    /** The command of the postmaster. */
    public List<String> command() {
        return software.command("postgres", "-D", data.toString(), "-p", Integer.toString(port));
    }

    /** The same server for who reaches it by another port. */
    public DatabaseServer at(int otherPort) {
        return new DatabaseServer(software, data, otherPort, password);
    }

    /** Where clients connect, with user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
                .formatted(port, DatabaseTemplate.USER, password);
    }

    /** Where clients connect, without the secret. */
    public String plainJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    public String user() {
        return DatabaseTemplate.USER;
    }

    /**
     * Clears what a killed postmaster leaves. Its backends notice its death only when they wait for something, and until
     * the last is gone a new postmaster refuses the data directory; and the process id in its lock file may be another
     * program's by now. Call it only when no postmaster runs on this directory.
     */
    public void clearLastLife() {
        List<ProcessHandle> left = backends();
        for (int looks = 0; looks < MOST_LOOKS && !left.isEmpty(); looks++) {
            left.forEach(ProcessHandle::destroyForcibly);
            left = backends();
        }
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file of " + data + " could not be removed", e);
        }
    }

    /** Every process that works in this data directory, a living postmaster included and the dead that wait for their parent not. */
    public List<ProcessHandle> backends() {
        if (!Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(PROCESSES.resolve(process.pid() + "/cwd"))
                    .equals(data);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the server takes connections. */
    public boolean isReady() {
        try (Connection connection = connect()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Asks the running server whether a commit is on disk before it is answered.
     *
     * @throws IllegalStateException naming the setting that is off
     */
    public void requireDurable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet shown = statement.executeQuery("show " + setting)) {
                    shown.next();
                    if (!"on".equals(shown.getString(1))) {
                        throw new IllegalStateException("%s of the database in %s is '%s': it must be on"
                                .formatted(setting, data, shown.getString(1)));
                    }
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl() + "&connectTimeout=%d&socketTimeout=%d".formatted(PATIENCE_SECONDS, PATIENCE_SECONDS));
    }
}
