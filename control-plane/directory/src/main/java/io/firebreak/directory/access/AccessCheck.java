package io.firebreak.directory.access;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Checks the secret by the pattern of the handler that was found, not by the request's path: there is no way to write a
 * path so that it reaches a handler under another secret.
 */
final class AccessCheck implements HandlerInterceptor {
    private final Secrets secrets;

    AccessCheck(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (pattern.startsWith("/admin/")) {
            require(secrets.admin(), request, "the admin token");
        } else if (pattern.startsWith("/internal/")) {
            require(secrets.internal(), request, "the region's internal secret");
        }
        return true;
    }

    private static void require(BearerSecret secret, HttpServletRequest request, String name) {
        if (!secret.isPresentedBy(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            throw new Refusal(ErrorCode.UNAUTHENTICATED, "send %s as 'Authorization: Bearer …'".formatted(name));
        }
    }
}
