package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.measure.TenantOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a plan is expected to hurt. A tenant loses an intent that any cell of its shard can serve only while its whole
 * shard is disabled; so its expected good share is the share of the fault window in which some cell of its shard serves.
 * Recovery is taken to be immediate, and load even.
 */
public final class Predictor {
    /**
     * A stretch of the fault window in which the same faults go on.
     *
     * @param disabled cells that serve nobody in it
     */
    private record Stretch(long nanos, Set<CellId> disabled) {}

    private final List<Stretch> stretches = new ArrayList<>();

    private Predictor(FaultPlan plan, FaultSite site) {
        NavigableSet<Long> edges = new TreeSet<>();
        for (PlannedFault fault : plan.faults()) {
            fault.edges().map(Duration::toNanos).forEach(edges::add);
        }
        List<Long> times = List.copyOf(edges);
        for (int i = 1; i < times.size(); i++) {
            long from = times.get(i - 1);
            List<PlannedFault> active = plan.faults().stream()
                    .filter(fault -> fault.isActiveAt(from))
                    .toList();
            stretches.add(new Stretch(times.get(i) - from, site.disabledBy(active, from)));
        }
    }

    /** The tenants expected to suffer; those that trigger a poison are never among them. */
    public static Prediction predict(FaultPlan plan, FaultSite site, Slo slo) {
        Predictor predictor = new Predictor(plan, site);
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
        long all = stretches.stream().mapToLong(Stretch::nanos).sum();
        long whole = stretches.stream()
                .filter(stretch -> stretch.disabled().containsAll(shard.cells()))
                .mapToLong(Stretch::nanos)
                .sum();
        return all == 0 ? 0 : (double) whole / all;
    }

    private boolean touches(Shard shard) {
        return stretches.stream().anyMatch(stretch -> !Collections.disjoint(stretch.disabled(), shard.cells()));
    }
}
