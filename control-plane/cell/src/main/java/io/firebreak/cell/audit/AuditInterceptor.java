package io.firebreak.cell.audit;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes who makes a call that changes something, once the caller is known, and records it if it is refused. What is shed
 * before anybody looked at it is counted and not recorded: a flood must not become a flood of records.
 */
@Component
class AuditInterceptor implements HandlerInterceptor {
    private static final int FIRST_REFUSAL = 400;
    private static final Set<ErrorCode> SHED = Set.of(
            ErrorCode.REQUEST_LIMIT_EXCEEDED,
            ErrorCode.TENANT_QUEUE_FULL,
            ErrorCode.OVERLOADED,
            ErrorCode.DEADLINE_EXCEEDED);

    private final AuditTrail trail;
    private final RefusalRecorder refusals;
    /** One for each method of a controller. */
    private final Map<Method, Optional<AuditAction>> actions = new ConcurrentHashMap<>();

    AuditInterceptor(AuditTrail trail, RefusalRecorder refusals) {
        this.trail = trail;
        this.refusals = refusals;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            actions.computeIfAbsent(method.getMethod(), _ -> actionOf(method))
                    .ifPresent(action -> request.setAttribute(
                            AuditTrail.CALL, AuditedCall.of(action, Caller.of(request), request, response)));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (response.getStatus() >= FIRST_REFUSAL
                && request.getAttribute(AuditTrail.CALL) instanceof AuditedCall call) {
            Optional<ErrorCode> code = ProblemCode.of(request);
            if (code.filter(SHED::contains).isPresent()) {
                refusals.shed();
            } else {
                refusals.offer(trail.entry(
                        call,
                        named(request),
                        response.getStatus(),
                        code.map(ErrorCode::name).orElse(null)));
            }
        }
    }

    static Optional<AuditAction> actionOf(HandlerMethod method) {
        Operation operation = method.getMethodAnnotation(Operation.class);
        return operation == null ? Optional.empty() : AuditAction.parse(operation.operationId());
    }

    private static List<String> named(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? AuditedCall.named(variables)
                : List.of();
    }
}
