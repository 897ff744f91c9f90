package io.firebreak.cell.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call that changed something, or was refused.
 *
 * @param id unique in the region: {@code a-}, the cell's number in 4 hex digits, 13 random ones
 * @param at when it was decided, in microseconds
 * @param tenant whose it is; {@link #NOBODY} for what the operator tried
 * @param key the first 8 hex digits of the SHA-256 of the key that was shown, or {@code operator}
 * @param resources ids of what was changed, or of what was asked for
 * @param traceId of the caller's trace, if it came with one
 * @param client where the call came from, as the router tells it
 * @param status of the answer
 * @param code of the problem, if it was refused
 */
public record AuditEntry(
        String id,
        Instant at,
        String tenant,
        String key,
        AuditAction action,
        List<String> resources,
        String requestId,
        @Nullable String traceId,
        String client,
        int status,
        @Nullable String code) {
    /** No tenant has an empty name. */
    static final String NOBODY = "";

    public AuditEntry {
        resources = List.copyOf(resources);
    }
}
