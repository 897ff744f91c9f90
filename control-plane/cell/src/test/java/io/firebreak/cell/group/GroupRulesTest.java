package io.firebreak.cell.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.placement.Grouping;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupRulesTest {
    private static final List<RackUse> NOWHERE = List.of();

    @Test
    void aClusterStaysOnItsRack() {
        PlacementGroup near = group(Strategy.CLUSTER, 0);

        assertThat(GroupRules.grouping(near, NOWHERE)).isEqualTo(new Grouping.Cluster(Optional.empty()));
        assertThat(GroupRules.grouping(near, List.of(new RackUse("r1", 0, 3))))
                .isEqualTo(new Grouping.Cluster(Optional.of("r1")));
        assertThat(GroupRules.allow(near, NOWHERE, members(0, "r1", "r1"))).isTrue();
        assertThat(GroupRules.allow(near, NOWHERE, members(0, "r1", "r2"))).isFalse();
        assertThat(GroupRules.allow(near, List.of(new RackUse("r2", 0, 1)), members(0, "r1")))
                .isFalse();
    }

    @Test
    void aSpreadGroupHasOneOnARack() {
        PlacementGroup wide = group(Strategy.SPREAD, 0);
        List<RackUse> used = List.of(new RackUse("r1", 0, 1));

        assertThat(GroupRules.grouping(wide, used)).isEqualTo(new Grouping.Spread(Set.of("r1")));
        assertThat(GroupRules.allow(wide, used, members(0, "r2", "r3"))).isTrue();
        assertThat(GroupRules.allow(wide, used, members(0, "r1"))).isFalse();
        assertThat(GroupRules.allow(wide, used, members(0, "r2", "r2"))).isFalse();
    }

    @Test
    void aRackKeepsItsPartition() {
        PlacementGroup apart = group(Strategy.PARTITION, 3);
        List<RackUse> used = List.of(new RackUse("r1", 1, 2), new RackUse("r2", 3, 1), new RackUse("r3", 1, 1));

        assertThat(GroupRules.grouping(apart, used))
                .isEqualTo(new Grouping.Partition(Map.of("r1", 1, "r2", 3, "r3", 1), List.of(3, 0, 1)));
        assertThat(GroupRules.allow(apart, used, members(1, "r1", "r4"))).isTrue();
        assertThat(GroupRules.allow(apart, used, members(2, "r4", "r4"))).isTrue();
        assertThat(GroupRules.allow(apart, used, members(2, "r1"))).isFalse();
        assertThat(GroupRules.allow(apart, used, members(4, "r4")))
                .as("it has three")
                .isFalse();
        assertThat(GroupRules.allow(apart, used, members(0, "r4"))).isFalse();
    }

    private static PlacementGroup group(Strategy strategy, int partitions) {
        return new PlacementGroup("g", strategy, partitions, Instant.EPOCH);
    }

    private static List<GroupClaim.Member> members(int partition, String... racks) {
        return Arrays.stream(racks)
                .map(rack -> new GroupClaim.Member(new InstanceId("i-0001a41b22c90d1e5"), rack, partition))
                .toList();
    }
}
