package io.firebreak.fleet.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets only the region's own processes in. Takes the same time for every wrong secret of one length. */
final class InternalSecretCheck implements HandlerInterceptor {
    private final byte[] expected;

    InternalSecretCheck(String internalSecret) {
        this.expected = ("Bearer " + internalSecret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedRequestException(
                    FleetProblem.UNAUTHENTICATED, "Send the region's internal secret as bearer token");
        }
        return true;
    }
}
