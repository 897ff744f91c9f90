package io.firebreak.chaos.promise;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A copy of a running database server's files and of the log it writes from then on, by PostgreSQL's own calls ("Making a Base
 * Backup Using the Low Level API"): the embedded binaries come without {@code pg_basebackup}.
 *
 * @param jdbcUrl of the server
 * @param files the copy
 * @param archive where the server copies each finished file of its log
 */
record BaseBackup(String jdbcUrl, Path files, Path archive) {
    /** What belongs to the running server and not to its data. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    private static final String LOG = "pg_wal";

    /** Has the server archive its log; in force when it has been restarted. */
    void archiveFromNextStart() throws IOException, SQLException {
        Files.createDirectories(archive);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set archive_mode = on");
            statement.execute("alter system set archive_command = 'cp \"%%p\" \"%s/%%f\"'".formatted(archive));
        }
    }

    /** Copies the files; what is written meanwhile is made good by the log. */
    void take(Path data) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            copy(data, files);
            try (ResultSet end = statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
                end.next();
                Files.writeString(files.resolve("backup_label"), end.getString(1));
            }
        }
    }

    /** The server's time; what was committed before it is in a restore to it. */
    String now() throws SQLException {
        return ask("select clock_timestamp()::text");
    }

    /** Ends the present file of the log, and tells its name. */
    String switchLog() throws SQLException {
        return ask("select pg_walfile_name(pg_switch_wal())");
    }

    boolean isArchived(String log) {
        return Files.exists(archive.resolve(log));
    }

    boolean isRestoring() {
        try {
            return !ask("select pg_is_in_recovery()::text").equals("false");
        } catch (SQLException notYet) {
            return true;
        }
    }

    /** Puts the copy where no data is any more; the server goes to that moment when it starts. */
    void putBack(Path data, String moment) throws IOException {
        copy(files, data);
        Files.createDirectories(data.resolve(LOG));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"), """

                restore_command = 'cp "%s/%%f" "%%p"'
                recovery_target_time = '%s'
                recovery_target_action = promote
                """.formatted(archive, moment), StandardOpenOption.APPEND);
        Files.createFile(data.resolve("recovery.signal"));
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path made = to.resolve(from.relativize(directory));
                Files.createDirectories(made);
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
                return directory.equals(from.resolve(LOG)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException goneMeanwhile) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
