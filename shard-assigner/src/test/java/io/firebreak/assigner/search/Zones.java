package io.firebreak.assigner.search;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import java.util.Map;
import java.util.stream.Collectors;

/** The slow, obvious rule of zones. */
final class Zones {
    private Zones() {}

    /** Whether no zone has two members more than a zone that has an active cell left. */
    static boolean areEven(Lattice lattice, Shard shard) {
        Map<String, Long> used = lattice.cells().stream()
                .filter(cell -> shard.contains(cell.id()))
                .collect(Collectors.groupingBy(Cell::zone, Collectors.counting()));
        Map<String, Long> all =
                lattice.active().stream().collect(Collectors.groupingBy(Cell::zone, Collectors.counting()));
        return used.values().stream()
                .allMatch(most -> all.entrySet().stream().allMatch(zone -> {
                    long mine = used.getOrDefault(zone.getKey(), 0L);
                    return mine >= zone.getValue() || mine >= most - 1;
                }));
    }
}
