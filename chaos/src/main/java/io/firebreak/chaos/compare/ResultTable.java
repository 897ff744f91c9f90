package io.firebreak.chaos.compare;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.BudgetCheck;
import io.firebreak.chaos.measure.CompareResult;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A result for a terminal: one row per architecture, then what did not hold. */
final class ResultTable {
    private static final String ROW = "%-9s  %9s  %9s  %7s  %8s  %8s  %8s  %9s  %15s  %s%n";

    private ResultTable() {}

    static void print(CompareResult result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d tenants, %d nodes, %d hosts; SLO %.1f %% within %d ms%n%n",
                result.gameday(),
                result.tenants(),
                result.capacity().nodes(),
                result.capacity().hosts(),
                result.slo().availability() * 100,
                result.slo().latencyMillis());
        out.printf(ROW, "", "below SLO", "", "Jaccard", "good", "worst", "p99", "recovered", "lost/duplicate/", "");
        out.printf(
                ROW,
                "",
                "measured",
                "predicted",
                "",
                "intents",
                "tenant",
                "ms",
                "after s",
                "over-committed",
                "verdict");
        result.architectures().forEach(architecture -> row(architecture, out));
        out.println();
        result.architectures().forEach(architecture -> failures(architecture, out));
        out.printf("verdict: %s (%s)%n", result.verdict().word(), result.why());
    }

    private static void row(ArchitectureResult result, PrintWriter out) {
        out.printf(
                ROW,
                result.architecture(),
                percent(result.blastRadius().belowSlo()),
                percent(result.predicted().belowSlo()),
                number("%.2f", result.agreement().jaccard()),
                percent(result.availability()),
                percent(result.worstTenantAvailability()),
                number("%.0f", result.latencyMillis().p99()),
                number("%.1f", result.recoverySeconds()),
                "%d/%d/%d".formatted(result.lostInstances(), result.duplicateInstances(), result.overcommittedHosts()),
                result.verdict().word());
    }

    private static void failures(ArchitectureResult result, PrintWriter out) {
        result.broken().forEach(broken -> out.printf("%s: BROKEN: %s%n", result.architecture(), broken));
        result.budget().stream()
                .filter(check -> !check.held())
                .map(BudgetCheck::toString)
                .forEach(check -> out.printf("%s: OVER BUDGET: %s%n", result.architecture(), check));
    }

    private static String percent(double share) {
        return number("%.1f %%", share * 100);
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? "never" : String.format(Locale.ROOT, format, value);
    }
}
