package io.firebreak.chaos.fault;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a region stands: what loses its power together.
 *
 * @param zones how many zones it has
 * @param hostsPerCell how many hosts each cell has
 */
public record Premises(int zones, int hostsPerCell) {
    /** The names of all zones, {@code zone-1} first. */
    List<String> zoneNames() {
        return IntStream.rangeClosed(1, zones).mapToObj(this::zone).toList();
    }

    /** Cells, nodes of one cluster and databases are dealt into the zones in turn, from {@code zone-1} on. */
    String zoneOf(int number) {
        return zone((number - 1) % zones + 1);
    }

    private String zone(int number) {
        return "zone-" + number;
    }
}
