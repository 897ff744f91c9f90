package io.firebreak.directory.access;

import io.firebreak.telemetry.TraceFilter;
import io.firebreak.telemetry.Tracing;
import io.firebreak.telemetry.TracingConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the check before every handler. */
@Configuration(proxyBeanMethods = false)
@Import(TracingConfiguration.class)
class AccessWiring implements WebMvcConfigurer {
    private static final int FIRST = 0;

    private final Secrets secrets;

    AccessWiring(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What operators ask for begins a trace; routers that wait for tables and cells that are told of tenants do not. */
    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(Tracing tracing) {
        FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(
                new TraceFilter(tracing, request -> request.getRequestURI().startsWith("/admin/")));
        registration.addUrlPatterns("/*");
        registration.setOrder(FIRST);
        return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new CertificateCheck());
        registry.addInterceptor(new AccessCheck(secrets));
    }
}
