package io.firebreak.cell.group;

import io.firebreak.cell.placement.Grouping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a strategy asks of racks: for placement beforehand, and of a claim in the transaction that records it. */
final class GroupRules {
    private GroupRules() {}

    /** What placement has to keep to, given the racks the group is on. */
    static Grouping grouping(PlacementGroup group, Collection<RackUse> racks) {
        return switch (group.strategy()) {
            case CLUSTER ->
                new Grouping.Cluster(racks.stream().map(RackUse::rack).findFirst());
            case SPREAD -> new Grouping.Spread(racks.stream().map(RackUse::rack).collect(Collectors.toSet()));
            case PARTITION -> partition(group, racks);
        };
    }

    private static Grouping partition(PlacementGroup group, Collection<RackUse> racks) {
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(group.partitions(), 0));
        Map<String, Integer> partitions = new HashMap<>();
        for (RackUse rack : racks) {
            partitions.put(rack.rack(), rack.partition());
            sizes.set(rack.partition() - 1, sizes.get(rack.partition() - 1) + rack.instances());
        }
        return new Grouping.Partition(partitions, sizes);
    }

    /** Whether the members may be added to what the group has. */
    static boolean allow(PlacementGroup group, Collection<RackUse> racks, List<GroupClaim.Member> members) {
        return switch (group.strategy()) {
            case CLUSTER -> allOnOneRack(racks, members);
            case SPREAD -> oneOnEachRack(racks, members);
            case PARTITION -> racksKeepTheirPartition(group, racks, members);
        };
    }

    private static boolean allOnOneRack(Collection<RackUse> racks, List<GroupClaim.Member> members) {
        Set<String> names = members.stream().map(GroupClaim.Member::rack).collect(Collectors.toSet());
        racks.forEach(rack -> names.add(rack.rack()));
        return names.size() <= 1;
    }

    private static boolean oneOnEachRack(Collection<RackUse> racks, List<GroupClaim.Member> members) {
        Set<String> names = racks.stream().map(RackUse::rack).collect(Collectors.toCollection(HashSet::new));
        return members.stream().allMatch(member -> names.add(member.rack()));
    }

    private static boolean racksKeepTheirPartition(
            PlacementGroup group, Collection<RackUse> racks, List<GroupClaim.Member> members) {
        Map<String, Integer> partitions = new HashMap<>();
        racks.forEach(rack -> partitions.put(rack.rack(), rack.partition()));
        return members.stream()
                .allMatch(member -> member.partition() >= 1
                        && member.partition() <= group.partitions()
                        && Optional.ofNullable(partitions.putIfAbsent(member.rack(), member.partition()))
                                .filter(partition -> partition != member.partition())
                                .isEmpty());
    }
}
