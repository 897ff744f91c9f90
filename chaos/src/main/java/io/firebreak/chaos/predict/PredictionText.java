package io.firebreak.chaos.predict;

import io.firebreak.chaos.predict.Prediction.FaultPrediction;
import io.firebreak.chaos.predict.Prediction.Simulated;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.Locale;

/** A prediction as one sentence and a table. */
final class PredictionText {
    private static final String ROW = "%-22s %12s %12s %12s   %s%n";

    private PredictionText() {}

    static void print(Prediction prediction, PrintWriter out) {
        out.println(sentence(prediction));
        out.println();
        out.printf(ROW, "FAULT", "BELOW SLO", "TOUCHED", "UNAFFECTED", "SIMULATED BELOW SLO");
        for (FaultPrediction fault : prediction.faults()) {
            out.printf(
                    ROW,
                    fault.count() + " " + name(fault),
                    percent(fault.belowSlo()),
                    percent(fault.touched()),
                    percent(fault.unaffected()),
                    simulated(fault.simulated()));
        }
        for (FaultPrediction fault : prediction.faults()) {
            Concrete concrete = fault.concrete();
            if (concrete != null) {
                print(fault, concrete, out);
            }
        }
    }

    private static void print(FaultPrediction fault, Concrete concrete, PrintWriter out) {
        out.printf(
                "%nThe shards of these tenants, %s of %s sets tried:%n",
                concrete.exact() ? "each" : "some", String.format(Locale.ROOT, "%,d", concrete.sets()));
        out.printf(
                ROW,
                fault.count() + " " + name(fault),
                percent(concrete.belowSlo()),
                percent(concrete.touched()),
                percent(concrete.unaffected()),
                "variance %.2e".formatted(concrete.variance()));
        out.printf(
                "%s %s: %s below SLO, %s touched; no set is worse than %s.%n",
                concrete.exact() ? "The worst is" : "The worst found is",
                String.join(" ", concrete.worst().of()),
                percent(concrete.worst().belowSlo()),
                percent(concrete.worst().touched()),
                percent(concrete.bound()));
    }

    private static String sentence(Prediction prediction) {
        FaultPrediction last = prediction.faults().getLast();
        String zones = prediction.zones() > 1 ? " in %d zones".formatted(prediction.zones()) : "";
        return "%s%s, shards of %d: %s; %s %s %s %s of %s below SLO."
                .formatted(
                        counted(prediction.cells(), "cell"),
                        zones,
                        prediction.shardSize(),
                        prediction.shards().equals(BigInteger.ONE)
                                ? "1 shard"
                                : String.format(Locale.ROOT, "%,d shards", prediction.shards()),
                        last.count() == 1 ? "one" : Integer.toString(last.count()),
                        name(last),
                        last.count() == 1 ? "takes" : "take",
                        percent(last.belowSlo()),
                        last.kind().equals(PredictCommand.POISON_TENANTS) ? "the others" : "the tenants");
    }

    private static String simulated(Simulated simulated) {
        return "%s (95 %%: %s to %s, %s)"
                .formatted(
                        percent(simulated.belowSlo()),
                        percent(simulated.interval().getFirst()),
                        percent(simulated.interval().getLast()),
                        counted(simulated.trials(), "trial"));
    }

    private static String name(FaultPrediction fault) {
        String singular = fault.kind().equals(PredictCommand.POISON_TENANTS) ? "poison tenant" : "failed cell";
        return fault.count() == 1 ? singular : singular + "s";
    }

    private static String counted(int count, String singular) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? singular : singular + "s");
    }

    /** A share with as many digits as tell it from nothing and from everything. */
    static String percent(double share) {
        double percent = share * 100;
        if (percent == 0 || percent == 100) {
            return String.format(Locale.ROOT, "%.0f %%", percent);
        }
        if (percent >= 0.1 && percent <= 99.9) {
            return String.format(Locale.ROOT, "%.1f %%", percent);
        }
        return percent > 50
                ? String.format(Locale.ROOT, "%.4f %%", percent)
                : String.format(Locale.ROOT, "%.1e %%", percent);
    }
}
