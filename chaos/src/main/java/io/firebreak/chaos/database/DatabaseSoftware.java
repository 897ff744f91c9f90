package io.firebreak.chaos.database;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
public record DatabaseSoftware(Path directory) {
    private static final int EXECUTABLE = 0100;

    /** The software in this directory, unpacked there first when that was not done yet. */
    public static DatabaseSoftware in(Path directory) {
        if (!Files.isDirectory(directory)) {
            try {
                unpack(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL could not be unpacked into " + directory, e);
            }
        }
        return new DatabaseSoftware(directory);
    }

    /**
     * The command that runs one of the programs. PostgreSQL refuses to run as root; there it runs in a user namespace of
     * its own, where it has no name and no rights beyond its files. {@code unshare} becomes the program, so the process
     * id is that of the program.
     */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Unpacks beside the place and renames, so that a broken attempt is never taken for the software. */
    private static void unpack(Path directory) throws IOException {
        Path parent = Files.createDirectories(directory.toAbsolutePath().getParent());
        Path attempt = Files.createTempDirectory(parent, directory.getFileName() + ".");
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                        System.getProperty("os.name"), System.getProperty("os.arch"));
                TarArchiveInputStream files =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                unpack(entry, files, attempt);
            }
        }
        Files.setPosixFilePermissions(attempt, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(attempt, directory);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Directories.delete(attempt);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive has a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            Files.setPosixFilePermissions(
                    file,
                    PosixFilePermissions.fromString((entry.getMode() & EXECUTABLE) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
