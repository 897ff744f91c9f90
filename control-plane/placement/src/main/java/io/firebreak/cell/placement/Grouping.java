package io.firebreak.cell.placement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which racks the instances of a placement group may use, given the racks the group is on already. */
public sealed interface Grouping {
    /** No group: any rack, and different ones where hosts fit equally well. */
    record None() implements Grouping {}

    /**
     * All of the group on one rack, for the shortest way between them.
     *
     * @param rack where the group is; empty while it is nowhere
     */
    record Cluster(Optional<String> rack) implements Grouping {}

    /**
     * At most one of the group on a rack.
     *
     * @param taken the racks that have one
     */
    record Spread(Set<String> taken) implements Grouping {
        public Spread {
            taken = Set.copyOf(taken);
        }
    }

    /**
     * Partitions that share no rack, so that a lost rack hits one of them; instances go to the smallest first.
     *
     * @param racks the partition of each rack the group is on, counted from 1
     * @param sizes the instances of each partition, the first one's first
     */
    record Partition(Map<String, Integer> racks, List<Integer> sizes) implements Grouping {
        public Partition {
            racks = Map.copyOf(racks);
            sizes = List.copyOf(sizes);
        }
    }
}
