package io.firebreak.chaos.gate;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decision about one architecture of one report. */
final class Gate {
    private Gate() {}

    /**
     * A budget that was looked at.
     *
     * @param figure the key of the report
     * @param limit what it may be at most
     * @param measured null when it never came
     */
    record Check(String figure, double limit, @Nullable Double measured, boolean held) {}

    /**
     * What came of it.
     *
     * @param objections why the report proves nothing, whatever its figures: no verdict, or a promise that was broken
     */
    record Decision(String architecture, List<Check> checks, List<String> objections, boolean passes) {
        Decision {
            checks = List.copyOf(checks);
            objections = List.copyOf(objections);
        }

        /** A line for a person on each thing looked at. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            checks.forEach(check -> lines.add(String.format(
                    Locale.ROOT,
                    "%s %s: %s, budget %s",
                    check.held() ? "kept    " : "exceeded",
                    check.figure(),
                    check.measured() == null ? "not measured" : plain(check.measured()),
                    plain(check.limit()))));
            objections.forEach(objection -> lines.add("refused  " + objection));
            return lines;
        }

        private static String plain(double value) {
            return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.4f", value);
        }
    }

    /** A report that could not tell, or that found a promise broken, passes no gate: absence of proof is no success. */
    static Decision decide(ArchitectureResult result, Map<Figure, Double> budgets) {
        List<Check> checks = budgets.entrySet().stream()
                .map(budget -> check(result, budget.getKey(), budget.getValue()))
                .toList();
        List<String> objections = new ArrayList<>();
        if (result.verdict() == Verdict.NONE) {
            objections.add("the report has no verdict: " + result.why());
        }
        if (result.noDataTenants() > 0 && !budgets.containsKey(Figure.NO_DATA_TENANTS)) {
            objections.add("%d tenants had too few intents to be scored: allow for them with noDataTenants"
                    .formatted(result.noDataTenants()));
        }
        result.broken().forEach(promise -> objections.add("a promise was broken: " + promise));
        boolean passes = objections.isEmpty() && checks.stream().allMatch(Check::held);
        return new Decision(result.architecture(), checks, objections, passes);
    }

    private static Check check(ArchitectureResult result, Figure figure, double limit) {
        Double measured = figure.of(result);
        return new Check(figure.label(), limit, measured, measured != null && measured <= limit);
    }
}
