package io.firebreak.chaos.bench.overload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time of all that takes part in a load, since each began.
 *
 * @param atNanos when it was read
 * @param parts router, cell, database, fleet and generator
 */
record CpuUse(long atNanos, Map<String, Duration> parts) {
    CpuUse {
        parts = new LinkedHashMap<>(parts);
    }

    /** How many processors each part kept busy since an earlier look. */
    Map<String, Double> processorsSince(CpuUse before) {
        double nanos = Math.max(1, atNanos - before.atNanos);
        Map<String, Double> processors = new LinkedHashMap<>();
        parts.forEach((part, cpu) -> processors.put(
                part, cpu.minus(before.parts.getOrDefault(part, Duration.ZERO)).toNanos() / nanos));
        return processors;
    }

    /** As {@code router 0.31, cell 1.02}. */
    static String text(Map<String, Double> processors) {
        return processors.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.2f", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }
}
