package io.firebreak.cell.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads for how long the answer to a call is waited for, from its arrival. */
@Component
@Order(25)
class DeadlineFilter extends OncePerRequestFilter {
    static final String HEADER = "Firebreak-Deadline-Millis";
    /** Up to eleven days: what fits can be added to any date. */
    private static final Pattern ACCEPTED = Pattern.compile("[0-9]{1,9}");

    private final InstantSource clock;
    private final ProblemWriter problems;

    DeadlineFilter(InstantSource clock, ProblemWriter problems) {
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String millis = request.getHeader(HEADER);
        if (millis == null) {
            chain.doFilter(request, response);
        } else if (ACCEPTED.matcher(millis).matches()) {
            serve(request, response, chain, Long.parseLong(millis));
        } else {
            problems.write(
                    Problem.invalid(HEADER, millis, "a whole number of milliseconds")
                            .problem(),
                    response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain, long millis)
            throws ServletException, IOException {
        try {
            CallDeadline.until(clock.instant().plusMillis(millis), () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception other) {
            throw new ServletException(other);
        }
    }
}
