package io.firebreak.cell.access;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.settings.CellSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets only the region's own processes under {@code /internal}. */
@Component
class InternalSecretInterceptor implements HandlerInterceptor {
    private final KeyHash expected;

    InternalSecretInterceptor(CellSettings settings) {
        this.expected = KeyHash.ofKey("Bearer " + settings.internalSecret());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (shown == null || !expected.matches(KeyHash.ofKey(shown))) {
            throw Problem.of(ErrorCode.UNAUTHENTICATED, "this path is for the region's own processes")
                    .asException();
        }
        return true;
    }
}
