package io.firebreak.cell.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Who stands behind a request that showed a valid key. */
public sealed interface Caller {
    /** Who makes a request under {@code /v1}; authentication comes before everything that asks this. */
    static Caller of(HttpServletRequest request) {
        return (Caller) Objects.requireNonNull(
                request.getAttribute(CallerInterceptor.CALLER), "no caller: the path is not under /v1");
    }

    /** A tenant, who sees and touches only what is its own. */
    record OfTenant(Tenant tenant) implements Caller {}

    /** The operator, who sees what all tenants have and where it runs, and touches nothing. */
    record Operator() implements Caller {}
}
