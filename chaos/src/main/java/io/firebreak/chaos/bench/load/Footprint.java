package io.firebreak.chaos.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds.
 *
 * @param heapBytes of living objects, after a full collection
 * @param residentBytes of the whole process
 * @param files open descriptors, with the connections
 * @param connections sockets, listening ones included
 */
public record Footprint(long heapBytes, long residentBytes, long files, long connections, long threads) {
    private static final double MEBI = 1 << 20;

    /** Reads it from the JVM, which collects its garbage first, and from {@code /proc}. */
    public static Footprint of(long pid) throws IOException {
        return of(pid, Jvm.livingBytes(pid));
    }

    /** Reads all but the heap, which is given, from {@code /proc}: the process does not notice. */
    public static Footprint of(long pid, long heap) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        String status = Files.readString(proc.resolve("status"));
        List<Path> descriptors;
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            descriptors = open.toList();
        }
        long sockets = descriptors.stream().filter(Footprint::isSocket).count();
        return new Footprint(
                heap, field(status, "VmRSS") * 1_024, descriptors.size(), sockets, field(status, "Threads"));
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    private static long field(String status, String name) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+([0-9]+)").matcher(status);
        if (!line.find()) {
            throw new IOException("/proc tells no " + name);
        }
        return Long.parseLong(line.group(1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap %.1f MiB, resident %.1f MiB, %d descriptors, %d connections, %d threads",
                heapBytes / MEBI,
                residentBytes / MEBI,
                files,
                connections,
                threads);
    }
}
