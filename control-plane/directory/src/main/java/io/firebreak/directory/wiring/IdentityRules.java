package io.firebreak.directory.wiring;

import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import io.firebreak.identity.tomcat.AcceptedCallers;
import io.firebreak.identity.tomcat.IdentityConfiguration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Whom the directory speaks with, where processes have certificates: routers ask for the table, cells which keys are newer
 * than theirs, operators for the rest; cells are called.
 */
@Configuration(proxyBeanMethods = false)
@Import(IdentityConfiguration.class)
class IdentityRules {
    private static final Set<Role> CALLERS = Set.of(Role.ROUTER, Role.CELL, Role.OPERATOR);

    @Bean
    AcceptedCallers acceptedCallers() {
        return caller -> CALLERS.contains(caller.role());
    }

    static boolean isCalled(ServiceName server) {
        return server.role() == Role.CELL;
    }
}
