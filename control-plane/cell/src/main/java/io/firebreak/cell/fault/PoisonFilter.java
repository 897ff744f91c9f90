package io.firebreak.cell.fault;

import io.firebreak.assigner.TenantId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The poison pill: a request of an armed tenant ends the process as SIGKILL would, before anything else is done. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class PoisonFilter extends OncePerRequestFilter {
    static final int KILLED = 137;
    private static final Pattern KEY = Pattern.compile("Bearer fbk_([a-z0-9-]{1,40})_.*");

    private final ArmedTenants armed;
    private final IntConsumer halt;

    @Autowired
    PoisonFilter(ArmedTenants armed) {
        this(armed, Runtime.getRuntime()::halt);
    }

    PoisonFilter(ArmedTenants armed, IntConsumer halt) {
        this.armed = armed;
        this.halt = halt;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            Matcher key = KEY.matcher(authorization);
            if (key.matches() && armed.contains(new TenantId(key.group(1)))) {
                halt.accept(KILLED);
            }
        }
        chain.doFilter(request, response);
    }
}
