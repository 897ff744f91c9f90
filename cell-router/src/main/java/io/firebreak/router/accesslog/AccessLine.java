package io.firebreak.router.accesslog;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An entry as one line of JSON. Members without a value are left out. */
final class AccessLine {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();
    /** Microseconds: what is finer is noise of the clock. */
    private static final double STEPS = 1_000;

    private AccessLine() {}

    static String of(AccessEntry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put(
                "time",
                Instant.ofEpochMilli(entry.timeMillis())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
        line.put("requestId", entry.requestId());
        put(line, "traceId", entry.traceId());
        put(line, "tenant", entry.tenant());
        line.put("method", entry.method());
        line.put("kind", entry.kind());
        line.put("path", PathTemplate.of(entry.uri()));
        if (entry.status() > 0) {
            line.put("status", entry.status());
        }
        put(line, "cell", entry.cell());
        put(line, "node", entry.node());
        line.put("attempts", entry.attempts());
        line.put("hedged", entry.hedged());
        line.put("bytesIn", entry.bytesIn());
        line.put("bytesOut", entry.bytesOut());
        line.put("durationMillis", millis(entry.tookNanos()));
        if (entry.attempts() > 0) {
            line.put("upstreamMillis", millis(entry.upstreamNanos()));
        }
        line.put("outcome", entry.outcome().tag());
        return JSON.writeValueAsString(line);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * STEPS) / STEPS;
    }

    private static void put(ObjectNode line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }
}
