package io.firebreak.chaos.bench.load;

import io.firebreak.chaos.bench.OsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a running JVM tells about itself. */
public final class Jvm {
    /** The last line of a histogram: how many objects there are and how many bytes they take. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +([0-9]+) +([0-9]+)");

    /** A line of one class: its rank, the number of its objects, their bytes and its name. */
    private static final Pattern CLASS = Pattern.compile("(?m)^ +[0-9]+: +[0-9]+ +([0-9]+) +(\\S+)");

    private Jvm() {}

    /** The bytes of all living objects: the histogram is made after a full collection. */
    public static long livingBytes(long pid) throws IOException {
        String histogram = histogram(pid);
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException(
                    "jcmd GC.class_histogram has no total: " + histogram.lines().findFirst());
        }
        return Long.parseLong(total.group(2));
    }

    /** The bytes of the living objects of each class, after a full collection. */
    public static Map<String, Long> livingBytesByClass(long pid) throws IOException {
        return bytesByClass(histogram(pid));
    }

    /** Classes of one name from several loaders are one. */
    static Map<String, Long> bytesByClass(String histogram) {
        return CLASS.matcher(histogram)
                .results()
                .collect(Collectors.toMap(
                        line -> line.group(2), line -> Long.parseLong(line.group(1)), Long::sum, TreeMap::new));
    }

    private static String histogram(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return OsProcess.output(List.of(jcmd, Long.toString(pid), "GC.class_histogram"), Map.of("LC_ALL", "C"));
    }
}
