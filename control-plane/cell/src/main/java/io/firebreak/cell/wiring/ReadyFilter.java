package io.firebreak.cell.wiring;

import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.capacity.CapacityView;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code GET /readyz} on the API port: 200 while this node, of all nodes of its cell, is worth asking, and 503 before it has
 * loaded what it needs and once it is being stopped. It answers from memory. The database is left out on purpose: all nodes of
 * the cell share it, so asking another one would help nobody. It comes before the bound on requests at once: a node that is
 * full sheds calls by itself, and taking it for dead would only fill the others. While the node is being stopped every answer is
 * the last of its connection, so that no call is on its way on one when the node closes it.
 */
@Component
@Order(10)
class ReadyFilter extends OncePerRequestFilter {
    private static final String PATH = "/readyz";

    private final Drain drain;
    private final ApplicationAvailability availability;
    private final AccessView access;
    private final CapacityView capacity;

    ReadyFilter(Drain drain, ApplicationAvailability availability, AccessView access, CapacityView capacity) {
        this.drain = drain;
        this.availability = availability;
        this.access = access;
        this.capacity = capacity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (drain.hasBegun()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        if (!request.getMethod().equals("GET") || !request.getRequestURI().equals(PATH)) {
            chain.doFilter(request, response);
            return;
        }
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                && access.isLoaded()
                && capacity.isLoaded();
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
