package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.load.Footprint;
import io.firebreak.chaos.bench.load.Jvm;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of our applications under load, seen from outside. */
record Watched(HttpClient http, RegionFile.App app) {
    private static final long KIBI = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E+]+)$");

    /** What it holds now, garbage included; it is not made to stop for that. */
    Footprint now() throws IOException {
        return Footprint.of(app.pid(), heapInUse());
    }

    /** What it still holds after all garbage is gone. */
    Footprint living() throws IOException {
        return Footprint.of(app.pid());
    }

    /** The same by class. */
    Map<String, Long> livingByClass() throws IOException {
        return Jvm.livingBytesByClass(app.pid());
    }

    /** The classes whose objects take most more than before, as {@code byte[] +1,024 KiB}. */
    static List<String> grown(Map<String, Long> before, Map<String, Long> after, int most) {
        return after.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
                .filter(grown -> grown.getValue() >= KIBI)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(grown -> String.format(Locale.ROOT, "%s %+,d KiB", grown.getKey(), grown.getValue() / KIBI))
                .toList();
    }

    private long heapInUse() throws IOException {
        URI metrics = app.managementUrl().resolve("/actuator/prometheus");
        try {
            String text = http.send(
                            HttpRequest.newBuilder(metrics).timeout(PATIENCE).build(), BodyHandlers.ofString())
                    .body();
            return heapInUse(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while metrics were read", e);
        }
    }

    /** The sum over the heap's parts. */
    static long heapInUse(String metrics) throws IOException {
        Matcher parts = HEAP.matcher(metrics);
        if (!parts.find()) {
            throw new IOException("the metrics do not tell how much of the heap is in use");
        }
        return (long) parts.reset()
                .results()
                .map((MatchResult part) -> part.group(1))
                .mapToDouble(Double::parseDouble)
                .sum();
    }
}
