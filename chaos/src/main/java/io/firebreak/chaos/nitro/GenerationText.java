package io.firebreak.chaos.nitro;

import io.firebreak.fleet.generations.Generation;
import java.io.PrintWriter;
import java.util.List;

/** Generations as a table, and what can be done to their guests. */
final class GenerationText {
    private static final String ROW = "%-10s %4s  %-39s %s%n";

    private GenerationText() {}

    static void print(List<Generation> generations, PrintWriter out) {
        out.printf(ROW, "HOST", "YEAR", "ON CARDS", "ON THE MAIN BOARD");
        for (Generation generation : generations) {
            out.printf(
                    ROW,
                    generation.generation(),
                    generation.year(),
                    ComparisonText.listed(generation.offloaded()),
                    ComparisonText.listed(generation.mainCpu()));
        }
        for (Generation generation : generations) {
            out.println();
            surface(generation.generation(), generation.reachesGuestMemory(), generation.takesCommands(), out);
        }
    }

    static void surface(String generation, List<String> memory, List<String> commands, PrintWriter out) {
        out.printf("%-10s can reach guests' memory: %s%n", generation, ComparisonText.listed(memory));
        out.printf("%-10s takes commands: %s%n", "", ComparisonText.listed(commands));
    }
}
