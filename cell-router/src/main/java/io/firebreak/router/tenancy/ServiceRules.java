package io.firebreak.router.tenancy;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import java.util.Map;
import java.util.Optional;

/**
 * How requests to a service are read and treated; replaced as a whole when its file changes.
 *
 * @param clientsHost whether cells see the {@code Host} the client sent, or their own
 * @param rate how much of one tenant is let through; nothing: all
 * @param rates those of single tenants
 */
public record ServiceRules(
        TenantRule tenants,
        RepeatRule repeats,
        Spread spread,
        boolean clientsHost,
        Optional<RequestRate> rate,
        Map<TenantId, RequestRate> rates) {
    public ServiceRules {
        rates = Map.copyOf(rates);
    }

    /** What one tenant may send through this router. */
    public Optional<RequestRate> rateOf(TenantId tenant) {
        RequestRate own = rates.get(tenant);
        return own == null ? rate : Optional.of(own);
    }
}
