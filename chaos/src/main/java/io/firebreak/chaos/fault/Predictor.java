package io.firebreak.chaos.fault;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.measure.TenantOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who a plan is expected to hurt. A tenant loses an intent that any cell of its shard can serve only while its whole
 * shard is disabled; so its expected good share is the share of the fault window in which some cell of its shard serves.
 * Recovery is taken to be immediate, and load even.
 */
public final class Predictor {
    private final FaultPlan plan;
    private final SortedSet<Long> edges = new TreeSet<>();

    private Predictor(FaultPlan plan) {
        this.plan = plan;
        for (PlannedFault fault : plan.faults()) {
            edges.add(fault.step().at().toNanos());
            edges.add(fault.step().end().toNanos());
        }
    }

    /** The tenants expected to suffer; those that trigger a poison are never among them. */
    public static Prediction predict(FaultPlan plan, FaultSite site, Slo slo) {
        Predictor predictor = new Predictor(plan);
        Set<TenantId> belowSlo = new HashSet<>();
        Set<TenantId> down = new HashSet<>();
        Set<TenantId> owned = new HashSet<>();
        for (TenantId tenant : site.tenants()) {
            if (!plan.poisoned().contains(tenant)) {
                double goodShare = 1 - predictor.shareOfWindow(site.shardOf(tenant));
                addIf(goodShare < slo.availability(), belowSlo, tenant);
                addIf(goodShare < TenantOutcome.DOWN_BELOW, down, tenant);
                addIf(predictor.touches(site.shardOf(tenant)), owned, tenant);
            }
        }
        return new Prediction(belowSlo, down, owned);
    }

    private static void addIf(boolean expected, Set<TenantId> set, TenantId tenant) {
        if (expected) {
            set.add(tenant);
        }
    }

    /** How much of the time from the first fault's start to the last one's end the whole shard is disabled. */
    private double shareOfWindow(Shard shard) {
        List<Long> times = List.copyOf(edges);
        long disabled = 0;
        for (int i = 1; i < times.size(); i++) {
            long from = times.get(i - 1);
            Predicate<PlannedFault> active = fault -> fault.isActiveAt(from);
            boolean whole = shard.cells().stream()
                    .allMatch(cell -> plan.faults().stream()
                            .filter(active)
                            .anyMatch(fault -> fault.disabled().contains(cell)));
            disabled += whole ? times.get(i) - from : 0;
        }
        return edges.isEmpty() ? 0 : (double) disabled / (edges.last() - edges.first());
    }

    private boolean touches(Shard shard) {
        return plan.faults().stream().anyMatch(fault -> shard.cells().stream().anyMatch(fault.disabled()::contains));
    }
}
