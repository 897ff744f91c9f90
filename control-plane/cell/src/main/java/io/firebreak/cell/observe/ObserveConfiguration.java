package io.firebreak.cell.observe;

import io.firebreak.telemetry.TraceFilter;
import io.firebreak.telemetry.Tracing;
import io.firebreak.telemetry.TracingConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the spans around requests. A cell goes on with traces and begins none: routers do that. */
@Configuration(proxyBeanMethods = false)
@Import(TracingConfiguration.class)
class ObserveConfiguration {
    /** After the answer to probes, before the bound on requests: what is shed is in a trace too. */
    private static final int AFTER_READINESS = 15;

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(Tracing tracing) {
        FilterRegistrationBean<TraceFilter> filter =
                new FilterRegistrationBean<>(new TraceFilter(tracing, request -> false));
        filter.setOrder(AFTER_READINESS);
        return filter;
    }

    @Bean
    DatabaseSpans databaseSpans(Tracing tracing) {
        return new DatabaseSpans(tracing);
    }
}
