package io.firebreak.cell.fault;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The gray node: it takes every call, fails or forgets some, and is as ready as ever for whoever asks about that. What it
 * fails it has not begun.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class GrayFilter extends OncePerRequestFilter {
    private final Grayness grayness;

    GrayFilter(Grayness grayness) {
        this.grayness = grayness;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (grayness.next()) {
            case SERVED -> chain.doFilter(request, response);
            case FAILED -> response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            case STALLED -> {
                try {
                    grayness.stall();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
                response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }
}
