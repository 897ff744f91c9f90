package io.firebreak.cell.access;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.identity.Role;
import io.firebreak.identity.tomcat.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;

/** Where processes have certificates, lets only those of some roles on to the keys of a path. */
final class RoleInterceptor implements HandlerInterceptor {
    private final Set<Role> roles;

    RoleInterceptor(Set<Role> roles) {
        this.roles = roles;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!CallerRole.isOneOf(request, roles)) {
            throw Problem.of(ErrorCode.UNAUTHENTICATED, "the caller's certificate is not for this path")
                    .asException();
        }
        return true;
    }
}
