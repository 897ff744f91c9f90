package io.firebreak.chaos.fault;

import io.firebreak.chaos.region.ProcessName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The faults that stand in a region, in a file of its home that is on the disk before the first of them is made and until
 * the last of them is undone. When the program that made them is killed, the next one reads there what to put back.
 */
public final class StandingFaults implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "standing-faults.json";
    private static final String LOCK = "standing-faults.lock";

    private final Path file;
    private final FileChannel lock;
    private final Set<PlannedFault> faults = new LinkedHashSet<>();
    private boolean ownRegion;

    private StandingFaults(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * What the file says.
     *
     * @param pid the program that made the faults, for people
     * @param ownRegion whether it started the region, and for these faults alone
     * @param held processes that are kept dead
     * @param paused processes that are stopped
     * @param gray nodes that fail or forget some calls
     * @param deployed processes that may be a bad version
     * @param skewed nodes whose clocks are off
     * @param dark power feeds of fleets that are cut
     * @param poisoned tenants whose requests halt nodes
     * @param cutOff processes before which the network is broken
     */
    public record Written(
            long pid,
            boolean ownRegion,
            List<ProcessName> held,
            List<ProcessName> paused,
            List<ProcessName> gray,
            List<ProcessName> deployed,
            List<ProcessName> skewed,
            List<PowerFeed> dark,
            List<String> poisoned,
            List<ProcessName> cutOff) {
        public Written {
            held = orNone(held);
            paused = orNone(paused);
            gray = orNone(gray);
            deployed = orNone(deployed);
            skewed = orNone(skewed);
            dark = orNone(dark);
            poisoned = orNone(poisoned);
            cutOff = orNone(cutOff);
        }

        /** A file of an earlier version has no word of faults that it did not know. */
        private static <T> List<T> orNone(@Nullable List<T> read) {
            return read == null ? List.of() : List.copyOf(read);
        }
    }

    /**
     * None yet, in the region of this home, which until {@link #close} is this program's to break: it holds a lock that the
     * operating system takes from the dead.
     *
     * @throws IllegalStateException when another program breaks it, or faults of a killed one stand
     */
    public static StandingFaults in(Path home) {
        try {
            Files.createDirectories(home);
            FileChannel channel = lockIn(home);
            if (channel == null) {
                throw new IllegalStateException("a game day runs on the region in %s already".formatted(home));
            }
            if (Files.exists(home.resolve(FILE))) {
                channel.close();
                throw new IllegalStateException(
                        "faults of a game day that was killed stand in %s: './firebreak status' undoes them"
                                .formatted(home));
            }
            return new StandingFaults(home.resolve(FILE), channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the lock in " + home + " could not be had", e);
        }
    }

    /** Whether a program that still runs may break the region of this home, and will undo its faults itself. */
    static boolean areOwned(Path home) {
        try (FileChannel channel = lockIn(home)) {
            return channel == null;
        } catch (IOException e) {
            throw new UncheckedIOException("the lock in " + home + " could not be asked for", e);
        }
    }

    /** Open as long as the lock is held; null when another has it. */
    private static @Nullable FileChannel lockIn(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException ofThisProgram) {
            // as that of another
        }
        channel.close();
        return null;
    }

    /** What a program left in this home; empty when all was undone. */
    public static Optional<Written> left(Path home) {
        Path file = home.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), Written.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    /** All of it was undone, or is gone with its region. */
    public static void forget(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("what stands in " + home + " could not be forgotten", e);
        }
    }

    /** A region is about to be started for a game day, and is to end with it. */
    public synchronized void regionBegins() {
        ownRegion = true;
        write();
    }

    /** The region that was started for a game day is gone, and all faults with it. */
    public synchronized void regionEnded() {
        ownRegion = false;
        faults.clear();
        write();
    }

    synchronized void begins(PlannedFault fault) {
        faults.add(fault);
        write();
    }

    synchronized void ended(PlannedFault fault) {
        faults.remove(fault);
        write();
    }

    private void write() {
        try {
            if (faults.isEmpty() && !ownRegion) {
                Files.deleteIfExists(file);
                return;
            }
            Path attempt = file.resolveSibling(FILE + ".tmp");
            try (FileChannel channel = FileChannel.open(
                    attempt,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(written()));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(attempt, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written, so no fault is made", e);
        }
    }

    private Written written() {
        return new Written(
                ProcessHandle.current().pid(),
                ownRegion,
                processes(Means::holdsDead),
                processes(Means.Pause.class::isInstance),
                processes(Means.Gray.class::isInstance),
                processes(Means.Deploy.class::isInstance),
                processes(Means.Skew.class::isInstance),
                dark(),
                faults.stream()
                        .map(PlannedFault::poisoned)
                        .flatMap(Optional::stream)
                        .map(Object::toString)
                        .toList(),
                processes(Means.Network.class::isInstance));
    }

    private List<PowerFeed> dark() {
        return faults.stream()
                .map(PlannedFault::means)
                .filter(Means.PowerCut.class::isInstance)
                .map(Means.PowerCut.class::cast)
                .flatMap(power -> power.feeds().stream())
                .distinct()
                .toList();
    }

    private List<ProcessName> processes(Predicate<Means> broken) {
        return faults.stream()
                .filter(fault -> broken.test(fault.means()))
                .map(PlannedFault::processes)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /** From now on another program may break the region; what still stands in the file is then for it to undo. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock beside " + file + " could not be given back", e);
        }
    }
}
