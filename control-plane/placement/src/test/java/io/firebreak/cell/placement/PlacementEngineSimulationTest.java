package io.firebreak.cell.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One node's engine over a table that another node changes too: launches are placed, committed late, refused by the
 * table, cancelled and released, and readings of the table arrive late and out of order. Each placement is compared with
 * a full scan, and after each step the engine must see exactly the newest reading it got plus its launches in flight.
 */
class PlacementEngineSimulationTest {
    private static final int STEPS = 120;

    static LongStream seeds() {
        return Seeds.upTo(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void placesAsAFullScanWouldAndNeverLosesSightOfALaunch(long seed) {
        Seeds.run(PlacementEngineSimulationTest.class, seed, each -> new Run(new SplittableRandom(each)).run());
    }

    private record Launch(Placed placed, Resources perInstance) {}

    private static final class Run {
        private final RandomGenerator random;
        private final RandomFleet fleet;
        private final HostTable table;
        private final PlacementEngine engine = new PlacementEngine();

        /** What the engine must know: the newest reading it was given of each host. */
        private final Map<HostId, HostCapacity> given = new TreeMap<>();

        private final List<Launch> inFlight = new ArrayList<>();
        private final List<Launch> committed = new ArrayList<>();
        private final List<HostCapacity> readEarlier = new ArrayList<>();

        Run(RandomGenerator random) {
            this.random = random;
            this.fleet = new RandomFleet(random);
            this.table = new HostTable(fleet.hosts());
            give(table.read());
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> launch();
                    case 3 -> take(inFlight).ifPresent(this::commit);
                    case 4 ->
                        take(inFlight)
                                .ifPresent(
                                        launch -> engine.cancel(launch.placed().reservation()));
                    case 5 -> take(committed).ifPresent(this::release);
                    case 6 -> launchOnAnotherNode();
                    default -> readTheTable();
                }
                assertThat(engine.all()).as("step %d", step).isEqualTo(expected());
                assertThat(engine.reservationsHeld()).isEqualTo(inFlight.size());
            }
        }

        private void launch() {
            PlacementRequest request = fleet.request();
            List<HostCapacity> before = engine.all();
            List<HostId> obvious = BestFitByFullScan.place(request, before);
            assertThat((long) obvious.size())
                    .isEqualTo(Math.min(request.maxCount(), BestFitByFullScan.room(request, before)));
            switch (engine.place(request)) {
                case Placed placed -> {
                    assertThat(placed.hosts()).isEqualTo(obvious).hasSizeGreaterThanOrEqualTo(request.minCount());
                    inFlight.add(new Launch(placed, request.perInstance()));
                }
                case Refused refused -> {
                    assertThat(obvious).hasSizeLessThan(request.minCount()).hasSize(refused.fitting());
                    assertThat(refused.reasons().values()).doesNotContain(0);
                    assertThat(refused.reasons().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                            .as("each host has one reason")
                            .isEqualTo(before.size());
                }
            }
        }

        private void commit(Launch launch) {
            Optional<List<HostCapacity>> rows = table.commit(launch.placed().hosts(), launch.perInstance());
            if (rows.isPresent()) {
                engine.confirm(launch.placed().reservation(), rows.get());
                note(rows.get());
                committed.add(launch);
            } else {
                engine.cancel(launch.placed().reservation());
                give(table.read());
            }
        }

        private void release(Launch launch) {
            give(table.release(launch.placed().hosts(), launch.perInstance()));
        }

        private void launchOnAnotherNode() {
            PlacementRequest request = fleet.request();
            List<HostId> hosts = BestFitByFullScan.place(request, table.read());
            table.commit(hosts, request.perInstance());
        }

        /** Half of the readings arrive at once, the others at some later step, after newer ones. */
        private void readTheTable() {
            if (random.nextBoolean()) {
                readEarlier.addAll(table.read());
            } else {
                give(table.read());
            }
            take(readEarlier).ifPresent(reading -> give(List.of(reading)));
        }

        private void give(List<HostCapacity> readings) {
            engine.refresh(readings);
            note(readings);
        }

        private void note(List<HostCapacity> readings) {
            readings.forEach(reading -> given.merge(
                    reading.id(), reading, (known, read) -> read.version() < known.version() ? known : read));
        }

        private List<HostCapacity> expected() {
            Map<HostId, Resources> held = new HashMap<>();
            inFlight.forEach(launch ->
                    launch.placed().hosts().forEach(host -> held.merge(host, launch.perInstance(), Resources::plus)));
            return given.values().stream()
                    .map(host -> Hosts.using(host, host.used().plus(held.getOrDefault(host.id(), Resources.NONE))))
                    .toList();
        }

        private <T> Optional<T> take(List<T> list) {
            return list.isEmpty() ? Optional.empty() : Optional.of(list.remove(random.nextInt(list.size())));
        }
    }
}
