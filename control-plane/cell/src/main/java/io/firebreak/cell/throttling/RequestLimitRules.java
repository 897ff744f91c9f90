package io.firebreak.cell.throttling;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits every call under {@code /v1}, once its caller is known. */
@Configuration(proxyBeanMethods = false)
class RequestLimitRules implements WebMvcConfigurer {
    private static final int AFTER_THE_CALLER_IS_KNOWN = 10;

    private final RequestLimitInterceptor limits;

    RequestLimitRules(RequestLimitInterceptor limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(limits).addPathPatterns("/v1/**").order(AFTER_THE_CALLER_IS_KNOWN);
    }
}
