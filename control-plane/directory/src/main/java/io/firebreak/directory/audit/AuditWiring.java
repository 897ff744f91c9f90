package io.firebreak.directory.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the record behind the check of the key: what shows no key is refused there, and changes nothing. */
@Configuration(proxyBeanMethods = false)
class AuditWiring implements WebMvcConfigurer {
    private static final int AFTER_THE_KEY_IS_CHECKED = 10;

    private final AdminAuditLog log;

    AuditWiring(AdminAuditLog log) {
        this.log = log;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AdminAuditInterceptor(log)).order(AFTER_THE_KEY_IS_CHECKED);
    }
}
