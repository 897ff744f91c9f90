package io.firebreak.chaos.region;

import io.firebreak.chaos.database.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of a region and what lies where in it. Whoever runs a region holds the lock of its home, and the
 * operating system takes the lock from the dead, so the lock tells whether a region is up.
 */
record RegionHome(Path directory) {
    /** A log's end that fits a screen and mostly holds the cause. */
    private static final int TAIL_LINES = 25;

    RegionHome {
        directory = directory.toAbsolutePath().normalize();
    }

    Path regionFile() {
        return directory.resolve("region.json");
    }

    /** Where the supervisor can be asked, from its first moment on; the region file comes when the region is ready. */
    Path supervisorFile() {
        return directory.resolve("supervisor.json");
    }

    Path log(ProcessName process) {
        return directory.resolve("logs").resolve(process.fileName() + ".log");
    }

    Path databases() {
        return directory.resolve("databases");
    }

    /** Where a process keeps its files, and its working directory. */
    Path work(ProcessName process) {
        return directory.resolve("work").resolve(process.fileName());
    }

    /** The certificates of all processes, a directory for each. */
    Path certificates() {
        return directory.resolve("certificates");
    }

    Path supervisorLog() {
        return directory.resolve("logs").resolve("supervisor.log");
    }

    /** Makes a directory that only its owner can look into. */
    void create() {
        try {
            Files.createDirectories(supervisorLog().getParent());
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be made", e);
        }
    }

    /** Removes what an earlier region left, except for the supervisor's log, which is being written already. */
    void clear() {
        create();
        forget();
        try (Stream<Path> logs = Files.list(supervisorLog().getParent())) {
            for (Path log : logs.filter(log -> !log.equals(supervisorLog())).toList()) {
                Files.delete(log);
            }
            Directories.delete(databases());
            Directories.delete(certificates());
            Directories.delete(directory.resolve("work"));
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be cleared", e);
        }
    }

    /** Removes what says that a region runs. */
    void forget() {
        try {
            Files.deleteIfExists(regionFile());
            Files.deleteIfExists(supervisorFile());
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be cleared", e);
        }
    }

    /** Writes a file with secrets: for its owner only from the first byte, and whole or not at all. */
    void write(Path file, Object content) {
        try {
            Path attempt = Files.createTempFile(
                    directory,
                    file.getFileName().toString(),
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(attempt, Json.MAPPER.writeValueAsBytes(content));
            Files.move(attempt, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    Optional<RegionFile> readRegion() {
        return read(regionFile(), RegionFile.class);
    }

    Optional<RegionFile.Supervisor> readSupervisor() {
        return read(supervisorFile(), RegionFile.Supervisor.class);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), type))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    /** Takes the lock until this program ends; empty when another has it. */
    Optional<FileLock> lock() {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            throw new UncheckedIOException("the lock in " + directory + " could not be asked for", e);
        }
    }

    /** Whether a supervisor runs a region here. */
    boolean isInUse() {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        Optional<FileLock> lock = lock();
        lock.ifPresent(RegionHome::release);
        return lock.isEmpty();
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of a log, for a message; never fails. */
    String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(%s cannot be read: %s)".formatted(log, e.getMessage());
        }
    }
}
