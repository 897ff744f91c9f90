package io.firebreak.chaos.audit;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.InstanceId;
import java.util.List;
import java.util.Map;

/** What is live in a region by its databases. */
public record LiveInstances(Map<TenantId, List<InstanceId>> ofTenant) {
    public LiveInstances {
        ofTenant = Map.copyOf(ofTenant);
    }
}
