package io.firebreak.cell.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreeRoomTest {
    private static final InstanceTypes ALL = InstanceTypes.load();
    private static final InstanceType LARGE = ALL.find("c5.large").orElseThrow();
    private static final InstanceType METAL = ALL.find("c5.metal").orElseThrow();
    private static final InstanceType OTHER = ALL.find("m5.large").orElseThrow();
    private static final List<InstanceType> TYPES = List.of(LARGE, METAL, OTHER);

    @Test
    void countsAsManyAsTheScarcestResourceTakes() {
        Resources three = times(LARGE.resources(), 3);
        assertThat(FreeRoom.of(List.of(host(three, Resources.NONE, true, null)), TYPES))
                .isEqualTo(Map.of("c5.large", 3L, "c5.metal", 0L));
        assertThat(FreeRoom.of(List.of(host(three, LARGE.resources(), true, null)), TYPES))
                .containsEntry("c5.large", 2L);
        Resources withoutDisksOfOne = three.minus(new Resources(0, 0, 0, 0, 0, 1, 0));
        assertThat(FreeRoom.of(List.of(host(withoutDisksOfOne, Resources.NONE, true, null)), TYPES))
                .containsEntry("c5.large", 2L);
    }

    @Test
    void addsHostsAndLeavesOutThoseThatTakeNothing() {
        Resources two = times(LARGE.resources(), 2);
        assertThat(FreeRoom.of(
                        List.of(
                                host(two, Resources.NONE, true, null),
                                host(two, LARGE.resources(), true, null),
                                host(two, Resources.NONE, false, null),
                                host(two, Resources.NONE, true, new TenantId("t-1")),
                                host(LARGE.resources(), two, true, null)),
                        TYPES))
                .containsEntry("c5.large", 3L);
    }

    @Test
    void metalIsAWholeEmptyHost() {
        Resources whole = METAL.resources();
        assertThat(FreeRoom.of(List.of(host(whole, Resources.NONE, true, null)), TYPES))
                .containsEntry("c5.metal", 1L);
        assertThat(FreeRoom.of(List.of(host(times(whole, 2), LARGE.resources(), true, null)), TYPES))
                .containsEntry("c5.metal", 0L);
    }

    @Test
    void namesNoTypeThatNoHostRuns() {
        assertThat(FreeRoom.of(List.of(host(METAL.resources(), Resources.NONE, true, null)), TYPES))
                .doesNotContainKey("m5.large");
        assertThat(FreeRoom.of(List.of(), TYPES)).isEmpty();
    }

    private static HostCapacity host(Resources total, Resources used, boolean accepting, @Nullable TenantId owner) {
        return new HostCapacity(
                new HostId("host-1"), 1, "zone-1", "rack-1", Set.of("c5"), accepting, total, used, owner);
    }

    private static Resources times(Resources one, int count) {
        Resources sum = Resources.NONE;
        for (int i = 0; i < count; i++) {
            sum = sum.plus(one);
        }
        return sum;
    }
}
