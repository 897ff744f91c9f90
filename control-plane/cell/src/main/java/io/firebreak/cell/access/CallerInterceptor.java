package io.firebreak.cell.access;

import io.firebreak.cell.edge.Problem;
import io.firebreak.telemetry.LogContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Authenticates every call under {@code /v1} and applies the epoch rule, before its parameters or body are looked at. */
@Component
class CallerInterceptor implements HandlerInterceptor {
    static final String CALLER = CallerInterceptor.class.getName();

    private final Authenticator authenticator;

    CallerInterceptor(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String epoch = request.getHeader(EpochRule.HEADER);
        Caller caller = authenticator.authenticate(request.getHeader(HttpHeaders.AUTHORIZATION), epoch != null);
        if (caller instanceof Caller.OfTenant(Tenant tenant)) {
            LogContext.tenant(tenant.id().value());
            EpochRule.violation(tenant, epoch, isLaunch(request))
                    .map(Problem::asException)
                    .ifPresent(violation -> {
                        throw violation;
                    });
        }
        request.setAttribute(CALLER, caller);
        return true;
    }

    /** Whatever makes something new in this cell. */
    private static boolean isLaunch(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && (request.getRequestURI().equals("/v1/instances")
                        || request.getRequestURI().equals("/v1/placement-groups"));
    }
}
