package io.firebreak.cell.access;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the authenticated {@link Caller}, or its {@link Tenant} where only a tenant may call, to controllers. */
@Component
class CallerArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == Tenant.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object caller = request.getAttribute(CallerInterceptor.CALLER, RequestAttributes.SCOPE_REQUEST);
        return switch (caller) {
            case Caller known when parameter.getParameterType() == Caller.class -> known;
            case Caller.OfTenant(Tenant tenant) -> tenant;
            case Caller.Operator _ ->
                throw Problem.of(ErrorCode.FORBIDDEN, "the operator key may only look; use the tenant's own key")
                        .asException();
            case null, default -> throw new IllegalStateException("no caller: the path is not under /v1");
        };
    }
}
