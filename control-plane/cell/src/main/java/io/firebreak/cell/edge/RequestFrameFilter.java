package io.firebreak.cell.edge;

import io.firebreak.cell.settings.CellSettings;
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

/** Names cell and request in every answer, and sheds what is more than the node can hold at once. */
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
    private final Semaphore room;

    RequestFrameFilter(CellSettings settings, RandomGenerator random, ProblemWriter problems) {
        this.settings = settings;
        this.random = random;
        this.problems = problems;
        this.room = new Semaphore(settings.edge().requestsAtOnce());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(CELL, settings.id().value());
        response.setHeader(REQUEST_ID, requestId(request.getHeader(REQUEST_ID)));
        if (!room.tryAcquire()) {
            problems.write(
                    Problem.of(
                                    ErrorCode.OVERLOADED,
                                    "%d requests are being served, no more are accepted"
                                            .formatted(settings.edge().requestsAtOnce()))
                            .retryAfter(Duration.ofSeconds(1)),
                    response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            room.release();
        }
    }

    private String requestId(@Nullable String given) {
        return given != null && ACCEPTED_ID.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(random.nextLong());
    }
}
