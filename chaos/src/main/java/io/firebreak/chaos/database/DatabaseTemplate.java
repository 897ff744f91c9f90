package io.firebreak.chaos.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * A data directory that no server runs on: each server's own is a copy of it, which is several times faster than
 * {@code initdb} for each. All copies have the same user and password.
 */
public record DatabaseTemplate(DatabaseSoftware software, Path directory, String password) {
    static final String USER = "firebreak";

    /** Makes a template in a directory that does not exist yet. */
    public static DatabaseTemplate create(DatabaseSoftware software, Path directory, String password) {
        try {
            Path parent = Files.createDirectories(directory.toAbsolutePath().getParent());
            Path passwordFile = parent.resolve(directory.getFileName() + ".password");
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password);
            try {
                initialise(software, directory, passwordFile);
            } finally {
                Files.delete(passwordFile);
            }
            Files.write(directory.resolve("postgresql.conf"), settings(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("no database could be made in " + directory, e);
        }
        return new DatabaseTemplate(software, directory, password);
    }

    private static void initialise(DatabaseSoftware software, Path directory, Path passwordFile) throws IOException {
        Process initdb = new ProcessBuilder(software.command(
                        "initdb",
                        "--pgdata=" + directory,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync",
                        "--no-instructions",
                        "--set=scram_iterations=1"))
                .redirectErrorStream(true)
                .start();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (initdb.waitFor() != 0) {
                throw new IOException("initdb failed with " + initdb.exitValue() + ":\n" + output);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while initdb ran", e);
        }
    }

    private static byte[] settings() throws IOException {
        try (InputStream settings =
                Objects.requireNonNull(DatabaseTemplate.class.getResourceAsStream("firebreak.conf"))) {
            return settings.readAllBytes();
        }
    }

    /**
     * The server on a copy of its own.
     *
     * @param data the directory of the copy, which {@link #copyTo} makes
     * @param port where it will listen on 127.0.0.1
     */
    public DatabaseServer server(Path data, int port) {
        return new DatabaseServer(software, data, port, password);
    }

    /** Makes a data directory at a place where nothing stands yet. */
    public void copyTo(Path data) {
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            Directories.copy(directory, data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("the database could not be copied to " + data, e);
        }
    }
}
