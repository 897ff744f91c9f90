package io.firebreak.cell.launch;

import io.firebreak.cell.audit.AuditEntry;
import io.firebreak.cell.group.GroupClaim;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.cell.quota.QuotaCharge;
import io.firebreak.cell.quota.Usage;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything one launch commits. */
record LaunchPlan(
        TokenRecord token,
        List<NewInstance> instances,
        Tenancy tenancy,
        Optional<GroupClaim> group,
        Optional<AuditEntry> audit) {
    /** What it takes of its tenant's quotas. */
    QuotaCharge charge() {
        return new QuotaCharge(
                token.key().tenantId(),
                instances.stream()
                        .map(instance -> Usage.of(1, instance.resources()))
                        .reduce(Usage::plus)
                        .orElseThrow());
    }

    /** What is taken of each host, in the order in which every transaction takes them. */
    SortedMap<HostId, Resources> reservations() {
        SortedMap<HostId, Resources> byHost = new TreeMap<>();
        instances.forEach(instance -> byHost.merge(instance.host(), instance.resources(), Resources::plus));
        return byHost;
    }
}
