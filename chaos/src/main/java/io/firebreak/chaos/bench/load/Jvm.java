package io.firebreak.chaos.bench.load;

import io.firebreak.chaos.bench.OsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a running JVM tells about itself. */
public final class Jvm {
    /** A line of one class: its rank, the number of its objects, their bytes and its name. */
    private static final Pattern CLASS = Pattern.compile("(?m)^ +[0-9]+: +[0-9]+ +([0-9]+) +(\\S+)");

    /** A collector that need not move an object leaves one of these where others died. */
    private static final String FILLER = "jdk.internal.vm.Filler";

    private Jvm() {}

    /** The bytes of all living objects: the histogram is made after a full collection. */
    public static long livingBytes(long pid) throws IOException {
        Map<String, Long> classes = livingBytesByClass(pid);
        if (classes.isEmpty()) {
            throw new IOException("jcmd GC.class_histogram of process %d names no class".formatted(pid));
        }
        return classes.values().stream().mapToLong(bytes -> bytes).sum();
    }

    /** The bytes of the living objects of each class, after a full collection. */
    public static Map<String, Long> livingBytesByClass(long pid) throws IOException {
        return bytesByClass(histogram(pid));
    }

    /** Classes of one name from several loaders are one; what fills gaps between objects is no object. */
    static Map<String, Long> bytesByClass(String histogram) {
        return CLASS.matcher(histogram)
                .results()
                .filter(line -> !line.group(2).contains(FILLER))
                .collect(Collectors.toMap(
                        line -> line.group(2), line -> Long.parseLong(line.group(1)), Long::sum, TreeMap::new));
    }

    private static String histogram(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return OsProcess.output(List.of(jcmd, Long.toString(pid), "GC.class_histogram"), Map.of("LC_ALL", "C"));
    }
}
