package io.firebreak.cell.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Looks at every call under {@code /v1} once its caller is known, and before its limits are. */
@Configuration(proxyBeanMethods = false)
class AuditRules implements WebMvcConfigurer {
    private static final int AFTER_THE_CALLER_IS_KNOWN = 5;

    private final AuditInterceptor audit;

    AuditRules(AuditInterceptor audit) {
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(audit).addPathPatterns("/v1/**").order(AFTER_THE_CALLER_IS_KNOWN);
    }
}
