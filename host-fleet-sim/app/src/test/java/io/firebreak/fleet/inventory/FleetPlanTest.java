package io.firebreak.fleet.inventory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.Rack;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetPlanTest {
    private static final List<String> THREE_ZONES = List.of("zone-1", "zone-2", "zone-3");

    @Test
    void givesTheSameHostsForTheSamePlan() {
        assertThat(new FleetPlan(50, THREE_ZONES, 7).build()).isEqualTo(new FleetPlan(50, THREE_ZONES, 7).build());
    }

    @Test
    void dealsRacksByTheSeed() {
        assertThat(new FleetPlan(50, THREE_ZONES, 7).build()).isNotEqualTo(new FleetPlan(50, THREE_ZONES, 8).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 11, 12, 13, 25, 50, 100, 399, 400, 1_000, 10_000})
    void buildsExactlyAsManyHostsAsAskedFor(int count) {
        assertThat(new FleetPlan(count, THREE_ZONES, 1).build())
                .hasSize(count)
                .extracting(Host::id)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 20, 50, 400})
    void hasEveryFamilyFromThirteenHostsOn(int count) {
        assertThat(byFamily(new FleetPlan(count, List.of("zone-1"), 1).build())).hasSize(HostModel.values().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 400})
    void isHalfC5AndM5(int count) {
        Map<String, Long> families = byFamily(new FleetPlan(count, List.of("zone-1"), 1).build());
        assertThat((families.getOrDefault("c5", 0L) + families.getOrDefault("m5", 0L)) / (double) count)
                .isBetween(0.45, 0.55);
    }

    @Test
    void spreadsHostsAndFamiliesEvenlyOverZones() {
        List<Host> hosts = new FleetPlan(300, THREE_ZONES, 1).build();
        assertThat(hosts.stream().collect(groupingBy(Host::zone, counting())).values())
                .containsOnly(100L);
        hosts.stream()
                .collect(groupingBy(host -> host.families(), groupingBy(Host::zone, counting())))
                .forEach((family, perZone) -> assertThat(perZone.values())
                        .as("%s", family)
                        .allMatch(count -> Math.abs(count - perZone.getOrDefault("zone-1", 0L)) <= 1));
    }

    @Test
    void putsAtMostTenHostsOfOneZoneIntoARack() {
        List<Host> hosts = new FleetPlan(95, THREE_ZONES, 1).build();
        hosts.stream().collect(groupingBy(Host::rack)).forEach((rack, inRack) -> {
            assertThat(inRack).as(rack).hasSizeLessThanOrEqualTo(10);
            assertThat(inRack)
                    .extracting(Host::zone)
                    .containsOnly(inRack.getFirst().zone());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 60, 95, 401})
    void hasTheRacksThatItsSizeTells(int hosts) {
        List<String> racks = new FleetPlan(hosts, THREE_ZONES, 1)
                .build().stream().map(Host::rack).distinct().toList();
        assertThat(Rack.of(hosts, THREE_ZONES)).extracting(Rack::name).containsExactlyElementsOf(racks);
    }

    @Test
    void weighsItsModelsToOneHundredPercent() {
        assertThat(Arrays.stream(HostModel.values()).mapToInt(HostModel::weight).sum())
                .isEqualTo(100);
    }

    private static Map<String, Long> byFamily(List<Host> hosts) {
        return hosts.stream()
                .flatMap(host -> host.families().stream())
                .collect(groupingBy(family -> family, counting()));
    }
}
