package io.firebreak.cell.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Launches with tenancies and groupings over small crowded fleets, some cancelled again. Each is checked against rules
 * written down host by host: what was chosen was allowed, and what was refused was not possible.
 */
class ConstrainedPlacementSimulationTest {
    private static final int STEPS = 60;
    private static final List<TenantId> TENANTS = List.of(new TenantId("acme"), new TenantId("other"));

    static LongStream seeds() {
        return Seeds.upTo(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void choosesAllowedHostsOnlyAndRefusesOnlyWithoutOne(long seed) {
        Seeds.run(ConstrainedPlacementSimulationTest.class, seed, each -> new Run(new SplittableRandom(each)).run());
    }

    private static final class Run {
        private final RandomGenerator random;
        private final RandomFleet fleet;
        private final PlacementEngine engine = new PlacementEngine();
        private final List<Placed> held = new ArrayList<>();

        Run(RandomGenerator random) {
            this.random = random;
            this.fleet = new RandomFleet(random);
            engine.refresh(fleet.hosts());
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                if (!held.isEmpty() && random.nextInt(3) == 0) {
                    engine.cancel(held.remove(random.nextInt(held.size())).reservation());
                } else {
                    launch();
                }
            }
            held.forEach(placed -> engine.cancel(placed.reservation()));
            assertThat(engine.all())
                    .extracting(HostCapacity::owner)
                    .as("owners when nothing is held")
                    .containsOnlyNulls();
        }

        private void launch() {
            PlacementRequest plain = fleet.request();
            PlacementRequest request = new PlacementRequest(
                    plain.family(),
                    plain.perInstance(),
                    plain.minCount(),
                    plain.maxCount(),
                    plain.zone(),
                    tenancy(),
                    grouping());
            Map<HostId, HostCapacity> state = new HashMap<>();
            engine.all().forEach(host -> state.put(host.id(), host));
            Explanation explanation = engine.explain(request);
            switch (engine.place(request)) {
                case Placed placed -> {
                    assertThat(explanation.fitting()).isPositive();
                    check(request, placed, state);
                    held.add(placed);
                }
                case Refused(int fitting, var reasons) -> {
                    assertThat(fitting).isLessThan(request.minCount());
                    assertThat(reasons.values()).doesNotContain(0);
                    if (request.minCount() == 1) {
                        assertThat(explanation.fitting())
                                .as("hosts that would take one")
                                .isZero();
                    }
                }
            }
        }

        private Tenancy tenancy() {
            TenantId tenant = TENANTS.get(random.nextInt(TENANTS.size()));
            return switch (random.nextInt(4)) {
                case 0 -> new Tenancy.Dedicated(tenant);
                case 1 -> new Tenancy.WholeHost(tenant);
                default -> new Tenancy.Shared();
            };
        }

        private Grouping grouping() {
            String rack = "rack-" + random.nextInt(3);
            return switch (random.nextInt(4)) {
                case 0 -> new Grouping.Cluster(random.nextBoolean() ? Optional.of(rack) : Optional.empty());
                case 1 -> new Grouping.Spread(random.nextBoolean() ? Set.of(rack) : Set.of());
                case 2 ->
                    new Grouping.Partition(
                            random.nextBoolean() ? Map.of(rack, 1) : Map.of(), List.of(random.nextInt(3), 0));
                default -> new Grouping.None();
            };
        }

        /** Replays the choice instance by instance. */
        private static void check(PlacementRequest request, Placed placed, Map<HostId, HostCapacity> state) {
            Racks racks = new Racks(request.grouping());
            for (int i = 0; i < placed.hosts().size(); i++) {
                HostCapacity host = host(state, placed.hosts().get(i));
                int partition =
                        placed.partitions().isEmpty() ? 0 : placed.partitions().get(i);
                assertThat(takes(request, host)).as("%s for %s", host, request).isTrue();
                assertThat(racks.allows(host.rack(), partition))
                        .as("%s on %s, partition %d", request.grouping(), host.rack(), partition)
                        .isTrue();
                if (request.grouping() instanceof Grouping.None) {
                    assertThat(new BestFit(host.total()).grade(host.free()))
                            .as("no fuller host takes it")
                            .isEqualTo(least(state, each -> takes(request, each)));
                }
                racks.add(host.rack(), partition);
                state.put(
                        host.id(),
                        new HostCapacity(
                                host.id(),
                                host.version(),
                                host.zone(),
                                host.rack(),
                                host.families(),
                                host.accepting(),
                                host.total(),
                                host.used().plus(request.perInstance()),
                                request.tenancy().owner().orElse(host.owner())));
            }
        }

        private static int least(Map<HostId, HostCapacity> state, Predicate<HostCapacity> takes) {
            return state.values().stream()
                    .filter(takes)
                    .map(host -> new BestFit(host.total()).grade(host.free()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private static HostCapacity host(Map<HostId, HostCapacity> state, HostId id) {
            return Optional.ofNullable(state.get(id)).orElseThrow();
        }

        private static boolean takes(PlacementRequest request, HostCapacity host) {
            boolean empty = host.used().equals(Resources.NONE);
            boolean tenancy = switch (request.tenancy()) {
                case Tenancy.Shared _ -> host.owner() == null;
                case Tenancy.Dedicated(TenantId tenant) ->
                    host.owner() == null ? empty : host.owner().equals(tenant);
                case Tenancy.WholeHost _ -> host.owner() == null && empty;
            };
            return tenancy
                    && host.accepting()
                    && host.families().contains(request.family())
                    && request.zone().map(zone -> zone.equals(host.zone())).orElse(true)
                    && request.perInstance().fitsInto(host.free());
        }
    }

    /** The racks a group is on, and what its strategy says of one more. */
    private static final class Racks {
        private final Grouping grouping;
        private final Map<String, Integer> partitions = new HashMap<>();

        Racks(Grouping grouping) {
            this.grouping = grouping;
            switch (grouping) {
                case Grouping.None _ -> {}
                case Grouping.Cluster(var rack) -> rack.ifPresent(name -> partitions.put(name, 0));
                case Grouping.Spread(var taken) -> taken.forEach(name -> partitions.put(name, 0));
                case Grouping.Partition(var racks, var _) -> partitions.putAll(racks);
            }
        }

        boolean allows(String rack, int partition) {
            return switch (grouping) {
                case Grouping.None _ -> true;
                case Grouping.Cluster _ -> partitions.isEmpty() || partitions.containsKey(rack);
                case Grouping.Spread _ -> !partitions.containsKey(rack);
                case Grouping.Partition _ -> partition >= 1 && partitions.getOrDefault(rack, partition) == partition;
            };
        }

        void add(String rack, int partition) {
            partitions.put(rack, partition);
        }
    }
}
