package io.firebreak.fleet.wire;

import io.firebreak.fleet.process.FleetSettings;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.tomcat.AcceptedCallers;
import io.firebreak.identity.tomcat.IdentityConfiguration;
import io.firebreak.telemetry.TraceFilter;
import io.firebreak.telemetry.Tracing;
import io.firebreak.telemetry.TracingConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the secret, the caller's role and the limit of the body before everything under {@code /fleet}. */
@Configuration(proxyBeanMethods = false)
@Import({IdentityConfiguration.class, TracingConfiguration.class})
class WireConfiguration implements WebMvcConfigurer {
    private static final int FIRST = 0;

    private final InternalSecretCheck check;

    WireConfiguration(FleetSettings settings) {
        this.check = new InternalSecretCheck(settings.internalSecret());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(check).addPathPatterns("/fleet/**");
        registry.addInterceptor(new ReadOnlyForOperators()).addPathPatterns("/fleet/**");
    }

    /** A fleet is called in its certificate as its cell is. */
    @Bean
    static AcceptedCallers acceptedCallers(ServiceIdentity identity) {
        return caller -> caller.role() == Role.OPERATOR
                || (caller.role() == Role.CELL
                        && identity.name()
                                .filter(own -> own.name().equals(caller.name()))
                                .isPresent());
    }

    /** The cell's trace goes on here; none begins, since reports are asked for all day. */
    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(Tracing tracing) {
        FilterRegistrationBean<TraceFilter> registration =
                new FilterRegistrationBean<>(new TraceFilter(tracing, request -> false));
        registration.addUrlPatterns("/fleet/*");
        registration.setOrder(FIRST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit() {
        FilterRegistrationBean<BodyLimitFilter> registration = new FilterRegistrationBean<>(new BodyLimitFilter());
        registration.addUrlPatterns("/fleet/*");
        return registration;
    }
}
