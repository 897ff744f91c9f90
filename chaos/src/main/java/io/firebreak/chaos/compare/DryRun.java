package io.firebreak.chaos.compare;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.fault.FaultSite;
import io.firebreak.chaos.fault.PlannedFault;
import io.firebreak.chaos.fault.Predictor;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.region.Architecture;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What a game day would do.
 *
 * @param belowSlo tenants expected below the SLO
 * @param owned tenants expected to lose sight of instances they have
 */
record DryRun(
        String title,
        String architecture,
        long seed,
        int tenants,
        List<PlannedStep> faults,
        List<String> belowSlo,
        List<String> owned) {

    /** Times are seconds from the end of the steady state. */
    record PlannedStep(String fault, String target, double fromSeconds, double toSeconds) {
        private static final double MILLIS_PER_SECOND = 1e3;

        static PlannedStep of(PlannedFault fault) {
            return new PlannedStep(
                    fault.step().fault().label(),
                    fault.target(),
                    fault.step().at().toMillis() / MILLIS_PER_SECOND,
                    fault.step().end().toMillis() / MILLIS_PER_SECOND);
        }
    }

    static DryRun of(GameDay gameDay, Architecture architecture) {
        FaultSite site = PlannedSite.of(gameDay.settings(architecture));
        FaultPlan plan = FaultPlan.of(gameDay, site);
        Prediction prediction = Predictor.predict(plan, site, Slo.of(gameDay));
        return new DryRun(
                gameDay.title(),
                architecture.toString(),
                gameDay.seed(),
                site.shards().size(),
                plan.faults().stream().map(PlannedStep::of).toList(),
                names(prediction.belowSlo()),
                names(prediction.owned()));
    }

    private static List<String> names(Collection<TenantId> tenants) {
        return tenants.stream().sorted().map(TenantId::value).toList();
    }

    void print(PrintWriter out) {
        out.printf("%s, %s, seed %d%n", title, architecture, seed);
        faults.forEach(step -> out.printf(
                Locale.ROOT,
                "  %.1f s to %.1f s: %s: %s%n",
                step.fromSeconds(),
                step.toSeconds(),
                step.fault(),
                step.target()));
        out.printf("expected below the SLO: %d of %d tenants %s%n", belowSlo.size(), tenants, belowSlo);
        out.printf("expected to lose sight of instances: %d of %d tenants%n", owned.size(), tenants);
    }
}
