package io.firebreak.router.tenancy;

import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Where the tenant of a request is looked for, the first place that has one decides.
 *
 * @param sources at least one
 * @param missing whose a request is that has no tenant; nothing: it is refused
 * @param unknown whose a request is whose tenant has no shard; nothing: it is refused
 */
public record TenantRule(List<TenantSource> sources, Optional<TenantId> missing, Optional<TenantId> unknown) {
    public TenantRule {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a tenant is looked for in at least one place");
        }
    }

    /** The tenant, or that there is none, or that it is unclear; what is unclear in one place is not looked for in the next. */
    public Reading read(RequestHead head) {
        for (TenantSource source : sources) {
            Reading reading = source.read(head);
            if (!(reading instanceof Reading.Nothing)) {
                return reading;
            }
        }
        return missing.<Reading>map(Reading.Named::new).orElseGet(Reading.Nothing::new);
    }

    /** Whether a tenant may stand in this header, in any case. The host is not among them: a request always has one. */
    public boolean readsHeader(String name) {
        return sources.stream().anyMatch(source -> switch (source) {
            case TenantSource.Header(String header) -> header.equalsIgnoreCase(name);
            case TenantSource.ApiKey(String header, var _) -> header.equalsIgnoreCase(name);
            case TenantSource.HostLabel _, TenantSource.HostSuffix _, TenantSource.PathPrefix _, TenantSource.Query _ ->
                false;
        });
    }
}
