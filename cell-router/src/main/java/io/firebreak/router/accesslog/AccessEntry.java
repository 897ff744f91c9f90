package io.firebreak.router.accesslog;

import io.firebreak.router.forwarding.CallTrail;
import org.jspecify.annotations.Nullable;

/**
 * What a line says, taken down when the request ended.
 *
 * @param timeMillis when it ended, since 1970
 * @param tookNanos from its head to its end
 */
record AccessEntry(
        long timeMillis,
        String requestId,
        @Nullable String traceId,
        @Nullable String tenant,
        String method,
        String kind,
        String uri,
        int status,
        @Nullable String cell,
        @Nullable String node,
        int attempts,
        boolean hedged,
        long bytesIn,
        long bytesOut,
        long tookNanos,
        long upstreamNanos,
        Outcome outcome) {
    static AccessEntry of(CallTrail trail, Outcome outcome, long timeMillis, long tookNanos) {
        return new AccessEntry(
                timeMillis,
                trail.requestId(),
                trail.traceId(),
                trail.tenant() == null ? null : trail.tenant().value(),
                trail.method(),
                trail.kind().tag(),
                trail.uri(),
                trail.status(),
                trail.cell() == null ? null : trail.cell().value(),
                trail.node() == null ? null : trail.node().toString(),
                trail.attempts(),
                trail.hedged(),
                trail.bytesIn(),
                trail.bytesOut(),
                tookNanos,
                trail.upstreamNanos(),
                outcome);
    }
}
