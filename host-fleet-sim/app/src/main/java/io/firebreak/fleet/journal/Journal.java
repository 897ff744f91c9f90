package io.firebreak.fleet.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An append-only file of everything that changed on the hosts of one fleet, compacted when it has grown.
 *
 * <p><b>What survives.</b> The death of the process, by {@code SIGKILL} at any instant: an entry is handed to the
 * operating system before {@link #append} returns, and a write that was cut off leaves a torn tail that {@link #open} cuts
 * away. Not promised: the loss of power, or a crash of the operating system, since entries are not forced to the disk. A real fleet's
 * hosts lose what they run with their power anyway, and a force for each batch would cost more than the whole
 * simulation. Even then the checksums keep anything but a prefix of the journal from being believed.
 *
 * <p>Compaction writes the newest change of each instance to a file beside the journal, forces it, and renames it over the
 * journal, so that at every instant one whole journal exists.
 *
 * <p>One process at a time: the file {@code <journal>.lock} is locked as long as the journal is open. Not safe for use
 * by several threads. It writes through a stream and not a channel, since an interrupt closes a channel. After a failed write the journal refuses every other, since the file may end in half a line.
 */
public final class Journal implements AutoCloseable {
    static final int FORMAT = 1;

    /** 16 MiB: some 50,000 changes, read back in about half a second. */
    private static final long SMALLEST_WORTH_COMPACTING = 16L << 20;

    /** Each compaction is paid for by having written as much as it writes. */
    private static final int GROWTH_WORTH_COMPACTING = 2;

    /** Changes in one line of a compacted journal: as many as in a full batch of commands. */
    private static final int CHANGES_PER_LINE = 500;

    private final Path file;
    private final String fleet;
    private final FileChannel lock;
    private final long smallestWorthCompacting;
    private FileOutputStream out;
    private long size;
    private long sizeWhenCompacted;
    private boolean broken;

    private Journal(Path file, String fleet, FileChannel lock, long smallestWorthCompacting, long size)
            throws IOException {
        this.file = file;
        this.fleet = fleet;
        this.lock = lock;
        this.smallestWorthCompacting = smallestWorthCompacting;
        this.out = new FileOutputStream(file.toFile(), true);
        this.size = size;
    }

    /** An open journal and what it held. */
    public record Opened(Journal journal, Recovered recovered) implements AutoCloseable {
        @Override
        public void close() {
            journal.close();
        }
    }

    /**
     * Opens the journal, or makes it.
     *
     * @throws JournalException if it belongs to another fleet, is in use, damaged, or cannot be read
     */
    public static Opened open(Path file, String fleet) {
        return open(file, fleet, SMALLEST_WORTH_COMPACTING);
    }

    static Opened open(Path file, String fleet, long smallestWorthCompacting) {
        Path absolute = file.toAbsolutePath();
        try {
            Path directory = absolute.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            FileChannel lock = lock(absolute);
            try {
                return openLocked(absolute, fleet, lock, smallestWorthCompacting);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException("Cannot open the journal " + absolute + ": " + e, e);
        }
    }

    private static Opened openLocked(Path file, String fleet, FileChannel lock, long smallestWorthCompacting)
            throws IOException {
        Files.deleteIfExists(compacted(file));
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        JournalReader.Read read = JournalReader.read(file, fleet);
        try (FileChannel whole = FileChannel.open(file, StandardOpenOption.WRITE)) {
            whole.truncate(read.wholeBytes());
        }
        Journal journal = new Journal(file, fleet, lock, smallestWorthCompacting, read.wholeBytes());
        if (read.wholeBytes() == 0) {
            journal.size = write(journal.out, new Line.Header(FORMAT, fleet));
        }
        return new Opened(journal, read.recovered());
    }

    /** Writes what changed as one entry: it comes back whole or not at all. */
    public void append(long clockMillis, List<Change> changes) {
        if (broken) {
            throw new JournalException("The journal " + file + " failed before; restart the fleet to go on");
        }
        try {
            size += write(out, new Line.Entry(clockMillis, changes));
        } catch (IOException e) {
            broken = true;
            throw new JournalException("Cannot write to the journal " + file + ": " + e, e);
        }
    }

    /** Whether the journal has grown enough since it was last compacted. */
    public boolean isCompactionDue() {
        return size > Math.max(smallestWorthCompacting, GROWTH_WORTH_COMPACTING * sizeWhenCompacted);
    }

    /** Replaces the journal by one that holds only these changes: the newest of each instance, in their order. */
    public void compact(long clockMillis, List<Change> changes) {
        try {
            FileOutputStream smaller = new FileOutputStream(compacted(file).toFile());
            size = writeAll(smaller, clockMillis, changes);
            Files.move(compacted(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out.close();
            out = smaller;
            sizeWhenCompacted = size;
        } catch (IOException e) {
            broken = true;
            throw new JournalException("Cannot compact the journal " + file + ": " + e, e);
        }
    }

    private long writeAll(FileOutputStream to, long clockMillis, List<Change> changes) throws IOException {
        long written = write(to, new Line.Header(FORMAT, fleet));
        written += write(to, new Line.Entry(clockMillis, List.of()));
        for (int from = 0; from < changes.size(); from += CHANGES_PER_LINE) {
            int end = Math.min(from + CHANGES_PER_LINE, changes.size());
            written += write(to, new Line.Entry(clockMillis, changes.subList(from, end)));
        }
        to.getFD().sync();
        return written;
    }

    /** Length of the file in bytes. */
    public long size() {
        return size;
    }

    @Override
    public void close() {
        try {
            out.close();
            lock.close();
        } catch (IOException e) {
            throw new JournalException("Cannot close the journal " + file + ": " + e, e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this process has it; same answer as for another
        }
        channel.close();
        throw new JournalException("The journal " + file
                + " is in use by a running fleet: stop that one first, or set firebreak.fleet.journal to another file");
    }

    private static Path compacted(Path file) {
        return file.resolveSibling(file.getFileName() + ".compacted");
    }

    private static int write(FileOutputStream out, Line line) throws IOException {
        byte[] bytes = line.encode();
        out.write(bytes);
        return bytes.length;
    }
}
