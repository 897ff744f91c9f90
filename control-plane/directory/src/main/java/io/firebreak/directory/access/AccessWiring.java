package io.firebreak.directory.access;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the check before every handler. */
@Configuration(proxyBeanMethods = false)
class AccessWiring implements WebMvcConfigurer {
    private final Secrets secrets;

    AccessWiring(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessCheck(secrets));
    }
}
