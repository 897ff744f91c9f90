package io.firebreak.chaos.toolkit;

import java.util.List;

/**
 * A game day made of an experiment.
 *
 * @param gameday the text of its file
 * @param mapped actions that became faults, a line each
 * @param notMapped what is not in it, a line each
 */
record Imported(String gameday, List<String> mapped, List<String> notMapped) {
    Imported {
        mapped = List.copyOf(mapped);
        notMapped = List.copyOf(notMapped);
    }
}
