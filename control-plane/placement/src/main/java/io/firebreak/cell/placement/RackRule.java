package io.firebreak.cell.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which racks the next instance of a launch may go to, and how many of the launch each has already. Kept for the time of
 * one launch.
 */
final class RackRule {
    /** May not be used. */
    static final int FORBIDDEN = -1;

    private static final Turn ANY = new Turn.Any();

    private final Map<String, Integer> chosen = new HashMap<>();
    private final Grouping grouping;
    /** Of {@link Grouping.Spread} only. */
    private final Set<String> taken;
    /** Of {@link Grouping.Partition} only. */
    private final Map<String, Integer> partitionOf;

    private final List<Integer> sizes;
    private Turn turn = ANY;

    /** Whose racks the next instance may use. */
    private sealed interface Turn {
        record Any() implements Turn {}

        /** Only the racks a partition has. */
        record Own(int partition) implements Turn {}

        /** Only racks no partition has yet. */
        record Free() implements Turn {}
    }

    RackRule(Grouping grouping) {
        this.grouping = grouping;
        this.taken = grouping instanceof Grouping.Spread(Set<String> racks) ? new HashSet<>(racks) : Set.of();
        if (grouping instanceof Grouping.Partition(Map<String, Integer> racks, List<Integer> before)) {
            this.partitionOf = new HashMap<>(racks);
            this.sizes = new ArrayList<>(before);
        } else {
            this.partitionOf = Map.of();
            this.sizes = List.of();
        }
    }

    /** How many instances of the launch are on a rack, or {@link #FORBIDDEN}. */
    int load(String rack) {
        return isAllowed(rack) ? chosen.getOrDefault(rack, 0) : FORBIDDEN;
    }

    boolean isAllowed(String rack) {
        return switch (grouping) {
            case Grouping.None _ -> true;
            case Grouping.Cluster(var only) -> only.isEmpty() || only.get().equals(rack);
            case Grouping.Spread _ -> !taken.contains(rack);
            case Grouping.Partition _ ->
                switch (turn) {
                    case Turn.Any _ -> true;
                    case Turn.Own(int partition) -> partitionOf.getOrDefault(rack, 0) == partition;
                    case Turn.Free _ -> !partitionOf.containsKey(rack);
                };
        };
    }

    /** Whether no rack is forbidden. */
    boolean allowsAny() {
        return grouping instanceof Grouping.None;
    }

    /** Whether all hosts are the same to it, so that the first by rank is the best. */
    boolean isIndifferent() {
        return grouping instanceof Grouping.None && chosen.isEmpty();
    }

    /** The least any rack of {@code racks} in all can have of the launch. */
    int leastLoad(int racks) {
        return chosen.size() < racks
                ? 0
                : chosen.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /** The partitions in the order in which they are to be filled: the smallest first. */
    List<Integer> partitionsBySize() {
        List<Integer> order = new ArrayList<>();
        for (int partition = 1; partition <= sizes.size(); partition++) {
            order.add(partition);
        }
        order.sort((one, other) -> Integer.compare(sizes.get(one - 1), sizes.get(other - 1)));
        return order;
    }

    void onlyRacksOf(int partition) {
        turn = new Turn.Own(partition);
    }

    void onlyFreeRacks() {
        turn = new Turn.Free();
    }

    void anyRack() {
        turn = ANY;
    }

    /** The next instance goes to this rack, and to this partition if partitions are asked for, else 0. */
    void choose(String rack, int partition) {
        chosen.merge(rack, 1, Integer::sum);
        if (grouping instanceof Grouping.Spread) {
            taken.add(rack);
        }
        if (partition > 0) {
            partitionOf.put(rack, partition);
            sizes.set(partition - 1, sizes.get(partition - 1) + 1);
        }
    }
}
