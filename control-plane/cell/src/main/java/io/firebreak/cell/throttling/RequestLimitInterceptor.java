package io.firebreak.cell.throttling;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Takes a token for every call of a tenant, and tells the tenant in every answer how many are left, in the header fields
 * of the IETF's draft "RateLimit header fields for HTTP". The operator is not limited.
 */
@Component
class RequestLimitInterceptor implements HandlerInterceptor {
    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";

    private final RequestLimits limits;

    RequestLimitInterceptor(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (Caller.of(request) instanceof Caller.OfTenant(Tenant tenant)) {
            take(tenant, CallClass.of(request.getMethod(), request.getRequestURI()), response);
        }
        return true;
    }

    private void take(Tenant tenant, CallClass calls, HttpServletResponse response) {
        Allowance allowance = limits.allowance(tenant, calls);
        TokenBucket.Take take = limits.take(tenant, calls, allowance);
        response.setHeader(
                POLICY,
                '"' + calls.tag() + "\";q=" + allowance.burst() + ";w=" + wholeSeconds(allowance.nanosToFill()));
        response.setHeader(STATE, '"' + calls.tag() + "\";r=" + take.left() + ";t=" + wholeSeconds(take.nanosToFull()));
        if (!take.taken()) {
            throw Problem.of(
                            ErrorCode.REQUEST_LIMIT_EXCEEDED,
                            "this node grants you %s calls at a steady %.1f per second, %d at once after a rest; slow down"
                                    .formatted(
                                            calls.tag(),
                                            (double) Duration.ofSeconds(1).toNanos() / allowance.nanosPerRequest(),
                                            allowance.burst()))
                    .retryAfter(Duration.ofSeconds(wholeSeconds(take.nanosToNext())))
                    .asException();
        }
    }

    /** Rounded up: who waits that long does not wait in vain. */
    private static long wholeSeconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos()));
    }
}
