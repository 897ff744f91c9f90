package io.firebreak.chaos.bench.load;

import io.firebreak.chaos.bench.OsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running JVM tells about itself. */
public final class Jvm {
    /** The last line of a histogram: how many objects there are and how many bytes they take. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +([0-9]+) +([0-9]+)");

    private Jvm() {}

    /** The bytes of all living objects: the histogram is made after a full collection. */
    public static long livingBytes(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String histogram =
                OsProcess.output(List.of(jcmd, Long.toString(pid), "GC.class_histogram"), Map.of("LC_ALL", "C"));
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException(
                    "jcmd GC.class_histogram has no total: " + histogram.lines().findFirst());
        }
        return Long.parseLong(total.group(2));
    }
}
