package io.firebreak.telemetry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Makes the tracing of an application. It is decided when the application starts and not by a condition: the local region's
 * beans are decided when it is built.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
public class TracingConfiguration {
    @Bean(destroyMethod = "close")
    Tracing tracing(TracingSettings settings, Environment environment) {
        return Tracing.of(settings, environment.getProperty("spring.application.name", "firebreak"));
    }
}
