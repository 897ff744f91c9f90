package io.firebreak.chaos.region;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which processes of a region a person means, by words on the command line. */
public final class RestartTargets {
    private static final String CELLS = "cells";
    private static final String ROUTERS = "routers";
    private static final List<String> ALL_THAT_SERVES = List.of(CELLS, ROUTERS);

    private RestartTargets() {}

    /**
     * The processes in the order of the words, each once; those of one word in the order of their start.
     *
     * @param words {@code cells} for the nodes of all cells, {@code routers}, a cell for its nodes, or the name of any process;
     *     none at all means cells and then routers
     * @throws IllegalArgumentException naming the word that means nothing, and what is accepted
     */
    public static List<ProcessName> of(List<String> words, List<RegionProcess> processes) {
        Set<ProcessName> chosen = new LinkedHashSet<>();
        for (String word : words.isEmpty() ? ALL_THAT_SERVES : words) {
            List<ProcessName> meant = processes.stream()
                    .filter(meantBy(word))
                    .map(RegionProcess::name)
                    .toList();
            if (meant.isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' is nothing that can be restarted: cells, routers, a cell as cell-1, or a process as cell-1/node-1"
                                .formatted(word));
            }
            chosen.addAll(meant);
        }
        return new ArrayList<>(chosen);
    }

    private static Predicate<RegionProcess> meantBy(String word) {
        return switch (word) {
            case CELLS -> process -> process.kind() == ProcessKind.NODE;
            case ROUTERS -> process -> process.kind() == ProcessKind.ROUTER;
            default ->
                process -> process.name().value().equals(word)
                        || (process.kind() == ProcessKind.NODE
                                && process.cell() != null
                                && process.cell().value().equals(word));
        };
    }
}
