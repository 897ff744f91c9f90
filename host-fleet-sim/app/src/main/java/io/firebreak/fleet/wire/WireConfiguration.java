package io.firebreak.fleet.wire;

import io.firebreak.fleet.process.FleetSettings;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the secret and the limit of the body before everything under {@code /fleet}. */
@Configuration(proxyBeanMethods = false)
class WireConfiguration implements WebMvcConfigurer {
    private final InternalSecretCheck check;

    WireConfiguration(FleetSettings settings) {
        this.check = new InternalSecretCheck(settings.internalSecret());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(check).addPathPatterns("/fleet/**");
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit() {
        FilterRegistrationBean<BodyLimitFilter> registration = new FilterRegistrationBean<>(new BodyLimitFilter());
        registration.addUrlPatterns("/fleet/*");
        return registration;
    }
}
