package io.firebreak.chaos.observe;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A span as a collector got it.
 *
 * @param service the process that made it
 * @param parentId empty at the root of its process' part of the trace
 * @param attributes texts and numbers, as text
 * @param links ids of the spans it points to
 */
record SeenSpan(
        String service,
        String traceId,
        String spanId,
        String parentId,
        String name,
        Kind kind,
        long startNanos,
        long endNanos,
        Map<String, String> attributes,
        List<String> links) {
    /** Those that are made here. */
    enum Kind {
        INTERNAL,
        SERVER,
        CLIENT;

        /** By its number in OTLP. */
        static Kind numbered(long number) {
            return switch ((int) number) {
                case 1 -> INTERNAL;
                case 2 -> SERVER;
                case 3 -> CLIENT;
                default -> throw new IllegalArgumentException("no span is of kind " + number);
            };
        }
    }

    Duration took() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
