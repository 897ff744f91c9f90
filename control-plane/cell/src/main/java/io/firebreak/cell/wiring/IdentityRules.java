package io.firebreak.cell.wiring;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.wire.JsonHttp;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.ServiceName;
import io.firebreak.identity.tomcat.AcceptedCallers;
import io.firebreak.identity.tomcat.IdentityConfiguration;
import io.firebreak.telemetry.Tracing;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Whom a node speaks with, where processes have certificates: routers, the directory and cells come; the directory, cells and
 * its own fleet are called.
 */
@Configuration(proxyBeanMethods = false)
@Import(IdentityConfiguration.class)
class IdentityRules {
    private static final Set<Role> CALLERS = Set.of(Role.ROUTER, Role.DIRECTORY, Role.CELL);
    private static final Set<Role> SERVERS = Set.of(Role.DIRECTORY, Role.CELL);

    @Bean
    AcceptedCallers acceptedCallers() {
        return caller -> CALLERS.contains(caller.role());
    }

    @Bean
    JsonHttp jsonHttp(ServiceIdentity identity, CellSettings settings, Tracing tracing) {
        ServiceName fleet = new ServiceName(Role.FLEET, settings.id().value());
        return new JsonHttp(
                identity.http(JsonHttp::client, server -> SERVERS.contains(server.role()) || server.equals(fleet)),
                tracing);
    }
}
