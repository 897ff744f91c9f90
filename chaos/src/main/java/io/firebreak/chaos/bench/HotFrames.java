package io.firebreak.chaos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** What a flame graph of a JVM would show: the share of samples by the innermost part that is no part of the JDK, and by method. */
final class HotFrames {
    private static final int MOST_METHODS = 15;
    /** By the start of the class name, the more special one first. */
    private static final Map<String, String> PARTS = partsByClassName();

    private final Map<String, Integer> byPart = new TreeMap<>();
    private final Map<String, Integer> byMethod = new TreeMap<>();
    private int samples;

    private HotFrames() {}

    private static Map<String, String> partsByClassName() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("io.firebreak.cell.placement", "placement");
        parts.put("io.firebreak.", "Firebreak");
        parts.put("org.postgresql.", "PostgreSQL driver");
        parts.put("com.zaxxer.", "connection pool");
        parts.put("org.hibernate.", "Hibernate");
        parts.put("org.springframework.data.", "Spring Data");
        parts.put("org.springframework.", "Spring");
        parts.put("tools.jackson.", "Jackson");
        parts.put("com.fasterxml.", "Jackson");
        parts.put("org.apache.", "Tomcat");
        parts.put("io.micrometer.", "metrics");
        return parts;
    }

    /** Records running JVMs, each under its name, while something is done with them. */
    static Map<String, HotFrames> record(Map<String, OsProcess> jvms, Path directory, ThrowingWork work)
            throws IOException {
        for (OsProcess jvm : jvms.values()) {
            jcmd(jvm, "JFR.start", "name=bench", "settings=profile");
        }
        work.run();
        Map<String, HotFrames> recorded = new LinkedHashMap<>();
        for (Map.Entry<String, OsProcess> jvm : jvms.entrySet()) {
            Path file = directory.resolve(jvm.getKey() + ".jfr");
            jcmd(jvm.getValue(), "JFR.stop", "name=bench", "filename=" + file);
            recorded.put(jvm.getKey(), read(file));
        }
        return recorded;
    }

    private static HotFrames read(Path file) throws IOException {
        HotFrames frames = new HotFrames();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                frames.count(recording.readEvent());
            }
        }
        return frames;
    }

    /** Something that is worth recording. */
    interface ThrowingWork {
        void run() throws IOException;
    }

    private static void jcmd(OsProcess jvm, String... command) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(jvm.pid())));
        line.addAll(List.of(command));
        OsProcess.output(line, Map.of());
    }

    private void count(RecordedEvent event) {
        boolean sample = event.getEventType().getName().equals("jdk.ExecutionSample")
                || event.getEventType().getName().equals("jdk.NativeMethodSample");
        if (!sample || event.getStackTrace() == null) {
            return;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        if (frames.isEmpty() || isWaiting(frames.getFirst())) {
            return;
        }
        samples++;
        byMethod.merge(name(frames.getFirst()), 1, Integer::sum);
        byPart.merge(part(frames), 1, Integer::sum);
    }

    /** Native methods are sampled whether they use the processor or not. */
    private static boolean isWaiting(RecordedFrame frame) {
        String method = frame.getMethod().getName().toLowerCase(Locale.ROOT);
        return method.contains("wait")
                || method.contains("park")
                || method.contains("poll")
                || method.startsWith("accept");
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String part(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                if (type.startsWith(part.getKey())) {
                    return part.getValue();
                }
            }
        }
        return "JDK alone";
    }

    /** Percent by part, largest first. */
    Map<String, String> parts() {
        return shares(byPart, PARTS.size());
    }

    Map<String, String> methods() {
        return shares(byMethod, MOST_METHODS);
    }

    private Map<String, String> shares(Map<String, Integer> counts, int most) {
        Map<String, String> shares = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .forEach(entry -> shares.put(
                        entry.getKey(), "%.1f %%".formatted(100.0 * entry.getValue() / Math.max(1, samples))));
        return shares;
    }
}
