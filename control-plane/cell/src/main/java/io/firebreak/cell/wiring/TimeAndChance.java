package io.firebreak.cell.wiring;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The real clock, and chance that nobody outside can guess: ids and secrets are drawn from it. */
@Configuration(proxyBeanMethods = false)
class TimeAndChance {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }
}
