package io.firebreak.identity.tomcat;

import io.firebreak.identity.IdentitySettings;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.metrics.IdentityMetrics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The identity of an app, and its API port behind it. An app imports this and says who its {@link AcceptedCallers} are. Nothing
 * here depends on whether there is an identity, since that is not known when bean definitions are made ahead of time.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityConfiguration {
    @Bean(destroyMethod = "close")
    ServiceIdentity serviceIdentity(IdentitySettings settings) {
        return settings.open();
    }

    @Bean
    IdentityMetrics identityMetrics(ServiceIdentity identity) {
        return new IdentityMetrics(identity);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> mutualTls(
            ServiceIdentity identity, AcceptedCallers accepted) {
        return factory -> {
            if (identity.isPresent()) {
                factory.addConnectorCustomizers(new MutualTls(identity.tls(accepted)));
            }
        };
    }
}
