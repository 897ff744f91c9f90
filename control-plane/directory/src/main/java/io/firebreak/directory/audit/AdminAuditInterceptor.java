package io.firebreak.directory.audit;

import io.firebreak.directory.access.Actor;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Records every call under {@code /admin} that is to change something, once its key is known. Nothing begins that is not
 * recorded: if the database does not take the record, the call is refused.
 */
final class AdminAuditInterceptor implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AdminAuditInterceptor.class);
    private static final String CALL = AdminAuditInterceptor.class.getName();
    private static final String ADMIN = "/admin/";
    private static final int LONGEST_SUBJECT = 64;
    private static final int DELETE = 0x7f;

    private final AdminAuditLog log;

    AdminAuditInterceptor(AdminAuditLog log) {
        this.log = log;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        begin(request);
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(CALL) instanceof Long call) {
            try {
                end(call, request, response);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The end of the operator's call {} is not recorded: {}", call, e.toString());
            }
        }
    }

    /** To stand before the check of the key: a call that its key's role does not allow ends there, before it is recorded. */
    HandlerInterceptor ofRolesTooSmall() {
        return new HandlerInterceptor() {
            @Override
            public void afterCompletion(
                    HttpServletRequest request,
                    HttpServletResponse response,
                    Object handler,
                    @Nullable Exception failure) {
                if (request.getAttribute(CALL) == null) {
                    try {
                        begin(request);
                    } catch (DataAccessException | TransactionException e) {
                        LOG.warn("A refused call of an operator is not recorded: {}", e.toString());
                    }
                    AdminAuditInterceptor.this.afterCompletion(request, response, handler, failure);
                }
            }
        };
    }

    private void begin(HttpServletRequest request) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (pattern.startsWith(ADMIN) && !isRead(request.getMethod())) {
            Actor.of(request)
                    .ifPresent(actor -> request.setAttribute(
                            CALL,
                            log.begin(
                                    actor.name(),
                                    actor.remoteAddress(),
                                    request.getMethod() + " " + pattern,
                                    named(request))));
        }
    }

    private void end(long call, HttpServletRequest request, HttpServletResponse response) {
        log.end(
                call,
                response.getStatus(),
                Problems.codeOf(request).map(ErrorCode::name).orElse(null),
                AuditSubjects.of(request));
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** What the path names, held to a shape: it comes from outside and is not checked yet. */
    private static List<String> named(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables.values().stream()
                        .map(value -> printable(String.valueOf(value)))
                        .toList()
                : List.of();
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().limit(LONGEST_SUBJECT).forEach(c -> printable.append(c > ' ' && c < DELETE ? (char) c : '?'));
        return printable.toString();
    }
}
