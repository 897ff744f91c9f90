package io.firebreak.cell.limits;

import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.access.TenantLimits;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problems;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import io.firebreak.cell.throttling.CallClass;
import io.firebreak.cell.throttling.RequestLimits;
import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/limits}. */
@RestController
class LimitsController {
    private final RequestLimits rates;
    private final Quotas quotas;

    LimitsController(RequestLimits rates, Quotas quotas) {
        this.rates = rates;
        this.quotas = quotas;
    }

    /**
     * What a tenant may do.
     *
     * @param rates by the kind of call, in the whole region
     * @param quota what it may have at once in each cell of its shard
     * @param used what it has in this cell
     */
    record LimitsView(String tenant, Map<String, TenantLimits.Rate> rates, Usage quota, Usage used) {}

    @Operation(
            operationId = "describeLimits",
            summary =
                    "Tells how often you may call, what you may have in a cell, and what you have in the one that answers")
    @Problems({ErrorCode.FORBIDDEN})
    @GetMapping("/v1/limits")
    LimitsView limits(Tenant tenant) {
        Map<String, TenantLimits.Rate> byCalls = new LinkedHashMap<>();
        for (CallClass calls : CallClass.values()) {
            byCalls.put(calls.tag(), rates.rate(tenant, calls));
        }
        return new LimitsView(tenant.id().value(), byCalls, quotas.quota(tenant.id()), quotas.usage(tenant.id()));
    }
}
