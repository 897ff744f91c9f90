package io.firebreak.cell.launch;

import io.firebreak.cell.group.GroupClaim;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything one launch commits. */
record LaunchPlan(TokenRecord token, List<NewInstance> instances, Tenancy tenancy, Optional<GroupClaim> group) {
    /** What is taken of each host, in the order in which every transaction takes them. */
    SortedMap<HostId, Resources> reservations() {
        SortedMap<HostId, Resources> byHost = new TreeMap<>();
        instances.forEach(instance -> byHost.merge(instance.host(), instance.resources(), Resources::plus));
        return byHost;
    }
}
