package io.firebreak.cell.throttling;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.PeerCell;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.access.TenantLimits;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.settings.RequestLimitSettings;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The buckets of one node. A tenant's limit is cut into equal parts, one for each node its requests are spread over, so
 * nodes need not talk; only tenants that showed a valid key have buckets, so there are at most four for each tenant of
 * the cell.
 */
@Component
public class RequestLimits {
    private record Key(TenantId tenant, CallClass calls) {}

    private final AccessView access;
    private final Clock clock;
    private final CellId self;
    private final RequestLimitSettings settings;
    private final MeterRegistry meters;
    private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();

    RequestLimits(AccessView access, CellSettings settings, MeterRegistry meters) {
        this.access = access;
        this.clock = meters.config().clock();
        this.self = settings.id();
        this.settings = settings.requestLimits();
        this.meters = meters;
    }

    /** What a tenant may call in the region: its own limit as the directory last told it, or the usual one. */
    public TenantLimits.Rate rate(Tenant tenant, CallClass calls) {
        TenantLimits.Rate own = calls.own(tenant.limits().rates());
        return own == null ? calls.usual(settings) : own;
    }

    /** What this node grants a tenant, as the shard and the cell's nodes are now. */
    Allowance allowance(Tenant tenant, CallClass calls) {
        int nodes = Math.max(
                1,
                access.peer(self).map(PeerCell::nodes).map(urls -> urls.size()).orElse(1));
        long cells = calls == CallClass.LIST
                ? 1
                : tenant.shard().cells().stream()
                        .filter(cell -> !access.isOut(cell))
                        .count();
        return Allowance.part(rate(tenant, calls), nodes * Math.max(1, (int) cells));
    }

    TokenBucket.Take take(Tenant tenant, CallClass calls, Allowance allowance) {
        TokenBucket.Take take = buckets.computeIfAbsent(new Key(tenant.id(), calls), _ -> new TokenBucket())
                .take(clock.monotonicTime(), allowance);
        if (!take.taken()) {
            meters.counter("firebreak.requests.limited", "calls", calls.tag()).increment();
        }
        return take;
    }
}
