package io.firebreak.cell.wiring;

import io.firebreak.cell.catalogue.InstanceTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue that is part of the application. */
@Configuration(proxyBeanMethods = false)
class Catalogue {
    @Bean
    InstanceTypes instanceTypes() {
        return InstanceTypes.load();
    }
}
