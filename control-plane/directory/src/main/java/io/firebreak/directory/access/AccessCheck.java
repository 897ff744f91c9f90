package io.firebreak.directory.access;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
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
            Actor actor = actor(request);
            request.setAttribute(Actor.ATTRIBUTE, actor);
            actor.require(roleFor(request, handler));
        } else if (pattern.startsWith("/internal/")
                && !secrets.internal().isPresentedBy(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            throw unauthenticated("the region's internal secret");
        }
        return true;
    }

    /** Compares with every key, also after one fitted: how long it takes tells nothing of which. */
    private Actor actor(HttpServletRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        AdminKey fitting = null;
        for (AdminKey key : secrets.admins()) {
            if (key.secret().isPresentedBy(shown)) {
                fitting = key;
            }
        }
        if (fitting == null) {
            throw unauthenticated("a key of the admin API");
        }
        return new Actor(fitting.name(), fitting.role(), request.getRemoteAddr());
    }

    private static Role roleFor(HttpServletRequest request, Object handler) {
        Requires requires = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Requires.class) : null;
        if (requires != null) {
            return requires.value();
        }
        boolean looks = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return looks ? Role.VIEWER : Role.ADMIN;
    }

    private static Refusal unauthenticated(String name) {
        return new Refusal(ErrorCode.UNAUTHENTICATED, "send %s as 'Authorization: Bearer …'".formatted(name));
    }
}
