package io.firebreak.chaos.nitro;

import io.firebreak.chaos.nitro.NitroComparison.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A comparison as a sentence and two tables. */
final class ComparisonText {
    private static final String ROW = "%-10s %4s  %-39s %10s %8s %8s %8s %8s %8s%n";

    private ComparisonText() {}

    static void print(NitroComparison comparison, PrintWriter out) {
        out.printf("Shares of bare metal, neighbours %s, seed %d.%n%n", comparison.neighbours(), comparison.seed());
        out.printf(ROW, "HOST", "YEAR", "ON CARDS", "THROUGHPUT", "P50", "P99", "P99.9", "CPU", "MEMORY");
        for (Row row : comparison.generations()) {
            out.printf(
                    ROW,
                    row.generation(),
                    row.year(),
                    listed(row.offloaded()),
                    percent(row.throughputShareOfMetal()),
                    percent(row.p50ShareOfMetal()),
                    percent(row.p99ShareOfMetal()),
                    percent(row.p999ShareOfMetal()),
                    percent(row.guestCpuShare()),
                    percent(row.guestMemoryShare()));
        }
        for (Row row : comparison.generations()) {
            out.println();
            GenerationText.surface(
                    row.generation(),
                    row.attackSurface().reachesGuestMemory(),
                    row.attackSurface().takesCommands(),
                    out);
        }
    }

    static String listed(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
