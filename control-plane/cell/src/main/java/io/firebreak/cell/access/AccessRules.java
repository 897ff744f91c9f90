package io.firebreak.cell.access;

import io.firebreak.identity.Role;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Which paths ask for which key, and for whose certificate. */
@Configuration(proxyBeanMethods = false)
class AccessRules implements WebMvcConfigurer {
    private final CallerInterceptor callers;
    private final InternalSecretInterceptor internal;
    private final CallerArguments arguments;

    AccessRules(CallerInterceptor callers, InternalSecretInterceptor internal, CallerArguments arguments) {
        this.callers = callers;
        this.internal = internal;
        this.arguments = arguments;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RoleInterceptor(Set.of(Role.ROUTER))).addPathPatterns("/v1/**");
        registry.addInterceptor(new RoleInterceptor(Set.of(Role.DIRECTORY, Role.CELL)))
                .addPathPatterns("/internal/**");
        registry.addInterceptor(callers).addPathPatterns("/v1/**");
        registry.addInterceptor(internal).addPathPatterns("/internal/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(arguments);
    }
}
