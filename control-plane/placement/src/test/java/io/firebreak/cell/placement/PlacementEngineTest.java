package io.firebreak.cell.placement;

import static io.firebreak.cell.placement.Hosts.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementEngineTest {
    private static final Resources LARGE = new Resources(2, 4_096, 750, 650, 3, 27, 0);
    private static final Resources WHOLE_HOST = Hosts.SMALL_HOST;

    private final PlacementEngine engine = new PlacementEngine();

    @Test
    void fillsTheFullestHostThatHasRoomFirst() {
        engine.refresh(List.of(host("a", "r1"), Hosts.using(host("b", "r1"), LARGE), host("c", "r1")));

        assertThat(placed(request(LARGE, 1, 1)).hosts()).containsExactly(new HostId("b"));
    }

    @Test
    void prefersUsingAHostUpEvenlyToStrandingItsMemory() {
        Resources vcpusMostlyGone = new Resources(6, 2_048, 0, 0, 0, 0, 0);
        Resources evenlyUsed = new Resources(5, 10_240, 0, 0, 0, 0, 0);
        engine.refresh(List.of(
                Hosts.using(host("strands-memory", "r1"), vcpusMostlyGone),
                Hosts.using(host("used-up", "r1"), evenlyUsed)));

        assertThat(placed(request(LARGE, 1, 1)).hosts()).containsExactly(new HostId("used-up"));
    }

    /** The search goes by free vCPUs and may stop early; 8 free of 8 is a worse fit than 10 free of 64. */
    @Test
    void findsTheNearlyFullBigHostBehindAnEmptySmallOne() {
        Resources fits = new Resources(2, 4_096, 0, 0, 0, 0, 0);
        HostCapacity halfFull =
                Hosts.using(host("half-full", "r1"), new Resources(5, 4_096, 10_000, 10_000, 60, 112, 0));
        HostCapacity emptyAndSmall = host("empty-and-small", "r1");
        HostCapacity big = new HostCapacity(
                new HostId("big"),
                1,
                "zone-1",
                "r1",
                Set.of("c5"),
                true,
                new Resources(64, 65_536, 0, 0, 0, 0, 0),
                new Resources(54, 61_440, 0, 0, 0, 0, 0));
        engine.refresh(List.of(halfFull, emptyAndSmall, big));

        assertThat(placed(request(fits, 1, 1)).hosts()).containsExactly(new HostId("big"));
    }

    @Test
    void spreadsALaunchOverRacksWhereHostsFitEquallyWell() {
        engine.refresh(List.of(host("a", "r1"), host("b", "r1"), host("c", "r2"), host("d", "r2")));

        assertThat(placed(request(WHOLE_HOST, 4, 4)).hosts())
                .containsExactly(new HostId("a"), new HostId("c"), new HostId("b"), new HostId("d"));
    }

    @Test
    void placesAsManyAsFitBetweenMinimumAndMaximum() {
        engine.refresh(List.of(host("a", "r1"), host("b", "r1")));

        assertThat(placed(request(WHOLE_HOST, 1, 5)).hosts()).hasSize(2);
    }

    @Test
    void aRefusalHoldsNothingAndCountsEveryHostOnce() {
        engine.refresh(List.of(
                host("a", "r1"),
                Hosts.accepting(host("b", "r1"), false),
                Hosts.using(host("c", "r1"), new Resources(0, 16_384, 0, 0, 0, 0, 0))));
        List<HostCapacity> before = engine.all();

        Placement refused = engine.place(request(WHOLE_HOST, 2, 3));

        assertThat(refused)
                .isEqualTo(new Refused(1, Map.of(Refusal.VCPUS, 1, Refusal.NOT_ACCEPTING, 1, Refusal.MEMORY, 1)));
        assertThat(engine.all()).isEqualTo(before);
        assertThat(engine.reservationsHeld()).isZero();
    }

    @Test
    void namesTheFirstResourceThatIsLacking() {
        engine.refresh(host("a", "r1"));

        assertThat(refusedFor(new Resources(9, 1, 1, 1, 1, 1, 0))).isEqualTo(Refusal.VCPUS);
        assertThat(refusedFor(new Resources(1, 16_385, 1, 1, 1, 1, 0))).isEqualTo(Refusal.MEMORY);
        assertThat(refusedFor(new Resources(1, 1, 10_001, 1, 1, 1, 0))).isEqualTo(Refusal.NETWORK);
        assertThat(refusedFor(new Resources(1, 1, 1, 10_001, 1, 1, 0))).isEqualTo(Refusal.EBS);
        assertThat(refusedFor(new Resources(1, 1, 1, 1, 61, 1, 0))).isEqualTo(Refusal.INTERFACES);
        assertThat(refusedFor(new Resources(1, 1, 1, 1, 1, 113, 0))).isEqualTo(Refusal.VOLUMES);
        assertThat(refusedFor(new Resources(1, 1, 1, 1, 1, 1, 1))).isEqualTo(Refusal.LOCAL_DISK);
        assertThat(refusedFor(new Resources(1, 1, 1, 1, 1, 1, 0, 1))).isEqualTo(Refusal.ACCELERATORS);
    }

    @Test
    void usesOnlyTheFamilyAndTheZoneAskedFor() {
        engine.refresh(host("a", "r1"));

        assertThat(engine.place(new PlacementRequest("m5", LARGE, 1, 1, Optional.empty())))
                .isEqualTo(new Refused(0, Map.of(Refusal.WRONG_FAMILY, 1)));
        assertThat(engine.place(new PlacementRequest("c5", LARGE, 1, 1, Optional.of("zone-2"))))
                .isEqualTo(new Refused(0, Map.of(Refusal.WRONG_ZONE, 1)));
        assertThat(engine.place(new PlacementRequest("c5", LARGE, 1, 1, Optional.of("zone-1"))))
                .isInstanceOf(Placed.class);
    }

    @Test
    void aRefreshKeepsTheRoomOfLaunchesInFlight() {
        engine.refresh(host("a", "r1"));
        placed(request(WHOLE_HOST, 1, 1));

        engine.refresh(Hosts.changed(host("a", "r1"), Resources.NONE));

        assertThat(engine.place(request(LARGE, 1, 1))).isInstanceOf(Refused.class);
    }

    @Test
    void anOlderReadingChangesNothing() {
        HostCapacity first = host("a", "r1");
        engine.refresh(Hosts.changed(first, WHOLE_HOST));

        engine.refresh(first);

        assertThat(engine.all()).containsExactly(Hosts.changed(first, WHOLE_HOST));
    }

    @Test
    void aConfirmedLaunchCountsOnce() {
        HostCapacity empty = host("a", "r1");
        engine.refresh(empty);
        Placed launch = placed(request(LARGE, 1, 1));

        HostCapacity committed = Hosts.changed(empty, LARGE);
        engine.confirm(launch.reservation(), List.of(committed));
        engine.confirm(launch.reservation(), List.of(committed));

        assertThat(engine.all()).containsExactly(committed);
        assertThat(engine.reservationsHeld()).isZero();
    }

    @Test
    void aCancelledLaunchGivesItsRoomBackOnce() {
        engine.refresh(host("a", "r1"));
        Placed launch = placed(request(WHOLE_HOST, 1, 1));

        engine.cancel(launch.reservation());
        engine.cancel(launch.reservation());

        assertThat(engine.all()).containsExactly(host("a", "r1"));
    }

    @Test
    void refusesToConfirmWithoutTheRowOfEachHost() {
        engine.refresh(host("a", "r1"));
        Placed launch = placed(request(LARGE, 1, 1));

        assertThatThrownBy(() -> engine.confirm(launch.reservation(), List.of()))
                .hasMessageContaining("[a]");
        assertThat(engine.reservationsHeld()).isOne();
    }

    @Test
    void aHostCanChangeItsFamilies() {
        HostCapacity before = host("a", "r1");
        engine.refresh(before);

        engine.refresh(
                new HostCapacity(before.id(), 2, "zone-1", "r1", Set.of("m5"), true, before.total(), before.used()));

        assertThat(engine.place(request(LARGE, 1, 1))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesCountsThatMakeNoSense() {
        assertThatThrownBy(() -> request(LARGE, 0, 1)).hasMessageContaining("minCount is 0");
        assertThatThrownBy(() -> request(LARGE, 2, 1)).hasMessageContaining("maxCount is 1");
        assertThatThrownBy(() -> request(LARGE, 1, 1_001)).hasMessageContaining("maxCount is 1001");
    }

    /** A class knows 64 shapes at a time, and learns them anew when one more comes. */
    @Test
    void findsRoomForMoreShapesThanItRemembers() {
        engine.refresh(List.of(host("a", "r1"), Hosts.using(host("b", "r1"), LARGE)));

        for (int round = 0; round < 2; round++) {
            for (int memory = 1; memory <= 2 * HostClass.MOST_SHAPES; memory++) {
                Placed placed = placed(request(new Resources(1, memory, 1, 1, 1, 1, 0), 1, 1));
                assertThat(placed.hosts()).containsExactly(new HostId("b"));
                engine.cancel(placed.reservation());
            }
        }
    }

    private static PlacementRequest request(Resources perInstance, int minCount, int maxCount) {
        return new PlacementRequest("c5", perInstance, minCount, maxCount, Optional.empty());
    }

    private Placed placed(PlacementRequest request) {
        return (Placed) engine.place(request);
    }

    private Refusal refusedFor(Resources perInstance) {
        Refused refused = (Refused) engine.place(request(perInstance, 1, 1));
        return refused.reasons().keySet().iterator().next();
    }
}
