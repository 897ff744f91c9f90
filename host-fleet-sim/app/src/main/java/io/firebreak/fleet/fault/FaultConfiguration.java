package io.firebreak.fleet.fault;

import io.firebreak.fleet.sim.Fleet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChaosSettings.class)
class FaultConfiguration {
    @Bean
    @ConditionalOnBooleanProperty("firebreak.chaos.enabled")
    SilenceEndpoint silenceEndpoint(Fleet fleet, ChaosSettings settings) {
        SilenceEndpoint endpoint = new SilenceEndpoint(fleet, new ArmedMarks(settings.directory(), "silent-"));
        endpoint.armAgain();
        return endpoint;
    }

    @Bean
    @ConditionalOnBooleanProperty("firebreak.chaos.enabled")
    PowerEndpoint powerEndpoint(Fleet fleet, ChaosSettings settings) {
        PowerEndpoint endpoint = new PowerEndpoint(fleet, new ArmedMarks(settings.directory(), "cut-"));
        endpoint.cutAgain();
        return endpoint;
    }

    @Bean
    @ConditionalOnBooleanProperty("firebreak.chaos.enabled")
    ClockEndpoint clockEndpoint(Fleet fleet) {
        return new ClockEndpoint(fleet);
    }
}
