package io.firebreak.directory.access;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import io.firebreak.identity.Role;
import io.firebreak.identity.tomcat.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Where processes have certificates, lets only those of the role a path is for on to its keys. The role is looked for by the
 * pattern of the handler that was found, as the keys are.
 */
final class CertificateCheck implements HandlerInterceptor {
    private static final String NEWER_TENANTS = "/internal/v1/tenants/newer";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (pattern.startsWith("/admin/")) {
            require(Role.OPERATOR, request);
        } else if (pattern.equals(NEWER_TENANTS)) {
            require(Role.CELL, request);
        } else if (pattern.startsWith("/internal/")) {
            require(Role.ROUTER, request);
        }
        return true;
    }

    private static void require(Role role, HttpServletRequest request) {
        if (!CallerRole.isOneOf(request, Set.of(role))) {
            throw new Refusal(ErrorCode.UNAUTHENTICATED, "the caller's certificate is not for this path");
        }
    }
}
