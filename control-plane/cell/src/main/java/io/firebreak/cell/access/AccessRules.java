package io.firebreak.cell.access;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Which paths ask for which key. */
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
        registry.addInterceptor(callers).addPathPatterns("/v1/**");
        registry.addInterceptor(internal).addPathPatterns("/internal/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(arguments);
    }
}
