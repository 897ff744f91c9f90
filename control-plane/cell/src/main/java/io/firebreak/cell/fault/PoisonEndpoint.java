package io.firebreak.cell.fault;

import io.firebreak.assigner.TenantId;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Arms, disarms and lists poison tenants on the management port. */
@Component
@Endpoint(id = "poison")
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class PoisonEndpoint {
    private final ArmedTenants armed;

    PoisonEndpoint(ArmedTenants armed) {
        this.armed = armed;
    }

    record Armed(List<String> tenants) {}

    @ReadOperation
    Armed list() {
        return new Armed(armed.all().stream().map(TenantId::value).toList());
    }

    @WriteOperation
    Armed arm(@Selector String tenant) {
        armed.arm(new TenantId(tenant));
        return list();
    }

    @DeleteOperation
    Armed disarm(@Selector String tenant) {
        armed.disarm(new TenantId(tenant));
        return list();
    }
}
