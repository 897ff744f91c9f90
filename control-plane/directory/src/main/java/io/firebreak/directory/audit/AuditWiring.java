package io.firebreak.directory.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the record on both sides of the check of the key. What shows no key is refused there, and not recorded: it has no name. */
@Configuration(proxyBeanMethods = false)
class AuditWiring implements WebMvcConfigurer {
    private static final int BEFORE_THE_KEY_IS_CHECKED = -10;
    private static final int AFTER_THE_KEY_IS_CHECKED = 10;

    private final AdminAuditLog log;

    AuditWiring(AdminAuditLog log) {
        this.log = log;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        AdminAuditInterceptor audit = new AdminAuditInterceptor(log);
        registry.addInterceptor(audit.ofRolesTooSmall()).order(BEFORE_THE_KEY_IS_CHECKED);
        registry.addInterceptor(audit).order(AFTER_THE_KEY_IS_CHECKED);
    }
}
