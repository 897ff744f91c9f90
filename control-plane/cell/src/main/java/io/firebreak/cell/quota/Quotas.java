package io.firebreak.cell.quota;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.access.TenantLimits;
import io.firebreak.cell.settings.CellSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what tenants have, in the transactions that launch and terminate: one row per tenant, changed by arithmetic in
 * the database under a condition, so the quotas are exact however many nodes launch. Rows are locked in the order of
 * their tenants; a tenant's launches wait for each other's commit here, and for nobody else's.
 */
@Component
public class Quotas {
    /** Locks the row also when the condition fails, so that {@link #alone} finds it held. */
    private static final String CHARGE = """
            insert into tenant_usage as u (tenant, instances, vcpus)
            select * from unnest(cast(:tenants as text[]), cast(:instances as int[]), cast(:vcpus as bigint[])) order by 1
            on conflict (tenant) do update
                set instances = u.instances + excluded.instances, vcpus = u.vcpus + excluded.vcpus
                where u.instances + excluded.instances
                        <= (cast(:mostInstances as int[]))[array_position(cast(:tenants as text[]), cast(u.tenant as text))]
                    and u.vcpus + excluded.vcpus
                        <= (cast(:mostVcpus as bigint[]))[array_position(cast(:tenants as text[]), cast(u.tenant as text))]
            returning tenant, instances, vcpus""";

    private static final String GIVE_BACK = """
            with ended as (
                select * from unnest(cast(:tenants as text[]), cast(:instances as int[]), cast(:vcpus as bigint[]))
                    as e (tenant, instances, vcpus)),
            held as (select tenant from tenant_usage where tenant in (select tenant from ended) order by tenant for update)
            update tenant_usage u set instances = u.instances - e.instances, vcpus = u.vcpus - e.vcpus
            from ended e join held using (tenant) where u.tenant = e.tenant""";

    private final JdbcClient database;
    private final AccessView access;
    private final Usage usual;
    /** As this node last charged them, for the header; tenants that never launched here have none. */
    private final Map<TenantId, Usage> lastSeen = new ConcurrentHashMap<>();

    Quotas(JdbcClient database, AccessView access, CellSettings settings) {
        this.database = database;
        this.access = access;
        this.usual = new Usage(settings.quota().instances(), settings.quota().vcpus());
    }

    /** What a tenant may have: its own quota as the directory last told it, or the cell's. */
    public Usage quota(TenantId tenant) {
        TenantLimits.Quota own = access.tenant(tenant)
                .map(Tenant::limits)
                .map(TenantLimits::quota)
                .orElse(null);
        if (own == null) {
            return usual;
        }
        return new Usage(
                Objects.requireNonNullElse(own.instances(), usual.instances()),
                Objects.requireNonNullElse(own.vcpus(), usual.vcpus()));
    }

    /** The header that tells a tenant, after a launch, how much it has of what it may have: a list of RFC 9651. */
    public String header(TenantId tenant) {
        Usage used = lastSeen.getOrDefault(tenant, Usage.NONE);
        Usage quota = quota(tenant);
        return "instances;used=" + used.instances() + ";limit=" + quota.instances() + ", vcpus;used=" + used.vcpus()
                + ";limit=" + quota.vcpus();
    }

    /** What a tenant has. */
    public Usage usage(TenantId tenant) {
        return database.sql("select instances, vcpus from tenant_usage where tenant = ?")
                .param(tenant.value())
                .query((row, _) -> new Usage(row.getInt("instances"), row.getLong("vcpus")))
                .optional()
                .orElse(Usage.NONE);
    }

    /**
     * Counts launches in the current transaction. Those of one tenant are decided together if all fit, else one after
     * the other.
     *
     * @return a verdict on each, in their order
     */
    public List<QuotaVerdict> charge(List<QuotaCharge> charges) {
        SortedMap<TenantId, Usage> sums = new TreeMap<>(Comparator.comparing(TenantId::value));
        charges.forEach(charge -> sums.merge(charge.tenant(), charge.amount(), Usage::plus));
        Map<TenantId, Boolean> together = new HashMap<>();
        sums.replaceAll((tenant, sum) -> {
            boolean fits = sum.fitsInto(quota(tenant));
            together.put(tenant, fits);
            return fits ? sum : Usage.NONE;
        });
        List<TenantId> charged = add(sums);
        together.keySet().retainAll(charged);
        List<QuotaVerdict> verdicts = new ArrayList<>();
        for (QuotaCharge charge : charges) {
            verdicts.add(together.getOrDefault(charge.tenant(), false) ? new QuotaVerdict.Charged() : alone(charge));
        }
        return verdicts;
    }

    private QuotaVerdict alone(QuotaCharge charge) {
        Usage quota = quota(charge.tenant());
        SortedMap<TenantId, Usage> one = new TreeMap<>(Map.of(charge.tenant(), charge.amount()));
        return charge.amount().fitsInto(quota) && !add(one).isEmpty()
                ? new QuotaVerdict.Charged()
                : new QuotaVerdict.Exceeded(quota.without(usage(charge.tenant())));
    }

    private List<TenantId> add(SortedMap<TenantId, Usage> amounts) {
        if (amounts.isEmpty()) {
            return List.of();
        }
        List<Usage> quotas = amounts.keySet().stream().map(this::quota).toList();
        return amounts(CHARGE, amounts)
                .param(
                        "mostInstances",
                        quotas.stream().mapToInt(Usage::instances).toArray())
                .param("mostVcpus", quotas.stream().mapToLong(Usage::vcpus).toArray())
                .query((row, _) -> {
                    TenantId tenant = new TenantId(row.getString("tenant"));
                    lastSeen.put(tenant, new Usage(row.getInt("instances"), row.getLong("vcpus")));
                    return tenant;
                })
                .list();
    }

    /** Gives back, in the current transaction, what terminated instances took. */
    public void giveBack(SortedMap<TenantId, Usage> ended) {
        if (!ended.isEmpty()) {
            amounts(GIVE_BACK, ended).update();
        }
    }

    private JdbcClient.StatementSpec amounts(String sql, SortedMap<TenantId, Usage> amounts) {
        return database.sql(sql)
                .param("tenants", amounts.keySet().stream().map(TenantId::value).toArray(String[]::new))
                .param(
                        "instances",
                        amounts.values().stream().mapToInt(Usage::instances).toArray())
                .param(
                        "vcpus",
                        amounts.values().stream().mapToLong(Usage::vcpus).toArray());
    }
}
