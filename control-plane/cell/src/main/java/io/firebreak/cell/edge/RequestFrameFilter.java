package io.firebreak.cell.edge;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.telemetry.LogContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names cell and request in every answer, and sheds what is more than the node can hold at once. The region's own calls have
 * a bound of their own: settlements and credentials pass however many tenants call.
 */
@Component
@Order(20)
class RequestFrameFilter extends OncePerRequestFilter {
    static final String CELL = "Firebreak-Cell";
    static final String REQUEST_ID = "Firebreak-Request-Id";
    /** Nothing that could break a log line or a header. */
    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final CellSettings settings;
    private final RandomGenerator random;
    private final ProblemWriter problems;
    private final Bound ofTenants;
    private final Bound ofTheRegion;

    RequestFrameFilter(CellSettings settings, RandomGenerator random, ProblemWriter problems, MeterRegistry meters) {
        this.settings = settings;
        this.random = random;
        this.problems = problems;
        this.ofTenants = new Bound(settings.edge().requestsAtOnce(), "tenants", meters);
        this.ofTheRegion = new Bound(settings.edge().internalRequestsAtOnce(), "region", meters);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(CELL, settings.id().value());
        String id = requestId(request.getHeader(REQUEST_ID));
        response.setHeader(REQUEST_ID, id);
        LogContext.request(id);
        Bound bound = request.getRequestURI().startsWith("/internal/") ? ofTheRegion : ofTenants;
        if (!bound.room().tryAcquire()) {
            bound.shed().increment();
            problems.write(bound.full(), response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            bound.room().release();
        }
    }

    private record Bound(int most, Semaphore room, Counter shed) {
        Bound(int most, String callers, MeterRegistry meters) {
            this(most, new Semaphore(most), meters.counter("firebreak.requests.shed", "callers", callers));
        }

        Problem full() {
            return Problem.of(ErrorCode.OVERLOADED, "%d requests are being held, no more are accepted".formatted(most))
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    private String requestId(@Nullable String given) {
        return given != null && ACCEPTED_ID.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(random.nextLong());
    }
}
