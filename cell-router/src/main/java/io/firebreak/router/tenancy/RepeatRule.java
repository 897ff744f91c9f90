package io.firebreak.router.tenancy;

import io.firebreak.router.routing.RequestKind;
import java.util.Set;

/**
 * Which requests a cell may get although another cell may have got them before (RFC 9110, section 9.2.2). Reads may; a
 * service says what else may, since a change that is repeated at another cell is the same change only if the cells share it.
 *
 * @param methods in upper case
 * @param withKey whether any request with an {@code Idempotency-Key} may
 * @param hedged whether a read that takes long is asked of a second cell
 */
public record RepeatRule(Set<String> methods, boolean withKey, boolean hedged) {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    public RepeatRule {
        methods = Set.copyOf(methods);
    }

    public RequestKind kindOf(String method, boolean hasKey) {
        if (!methods.contains(method) && !(withKey && hasKey)) {
            return RequestKind.ONCE;
        }
        return hedged && READS.contains(method) ? RequestKind.READ : RequestKind.REPEATABLE;
    }
}
