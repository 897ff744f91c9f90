package io.firebreak.fleet.wire;

import io.firebreak.identity.Role;
import io.firebreak.identity.tomcat.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;

/** An operator may look at hosts, to audit them; only the cell gives orders. */
final class ReadOnlyForOperators implements HandlerInterceptor {
    private static final Set<Role> WHO_ORDERS = Set.of(Role.CELL);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("GET") && !CallerRole.isOneOf(request, WHO_ORDERS)) {
            throw new RefusedRequestException(FleetProblem.UNAUTHENTICATED, "Only the fleet's cell gives orders");
        }
        return true;
    }
}
