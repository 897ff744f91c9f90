package io.firebreak.cell.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads of the only node of a cell: what the engine places, the table never has to refuse. */
class PlacementEngineConcurrencyTest {
    private static final int THREADS = 8;
    private static final int LAUNCHES = 400;

    private final HostTable table = new HostTable(IntStream.range(0, 6)
            .mapToObj(i -> Hosts.host("host-" + i, "rack-" + i % 2))
            .toList());
    private final PlacementEngine engine = new PlacementEngine();

    static LongStream seeds() {
        return Seeds.upTo(5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void conservesTotalsWhileManyThreadsLaunchAndTerminate(long seed) {
        engine.refresh(table.read());
        List<HostCapacity> empty = engine.all();
        Seeds.run(PlacementEngineConcurrencyTest.class, seed, this::launchAndTerminate);

        assertThat(engine.reservationsHeld()).isZero();
        engine.refresh(table.read());
        assertThat(engine.all()).isEqualTo(table.read());
        assertThat(engine.all()).extracting(HostCapacity::used).containsOnly(Resources.NONE);
        assertThat(engine.all()).hasSameSizeAs(empty);
    }

    private void launchAndTerminate(long seed) {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1)) {
            Future<?> refresher = threads.submit(() -> {
                while (!done.get()) {
                    List<HostCapacity> reading = table.read();
                    engine.refresh(reading);
                }
            });
            List<Future<Integer>> tenants = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(() -> tenant(new SplittableRandom(seed * 1_000 + i))))
                    .toList();
            try {
                assertThat(tenants.stream()
                                .mapToInt(PlacementEngineConcurrencyTest::result)
                                .sum())
                        .as("launches placed")
                        .isGreaterThan(THREADS * LAUNCHES / 4);
            } finally {
                done.set(true);
            }
            result(refresher);
        }
    }

    /** Returns how many launches were placed; all of them are released again. */
    private int tenant(RandomGenerator random) {
        record Launch(List<HostId> hosts, Resources perInstance) {}
        List<Launch> running = new ArrayList<>();
        int placements = 0;
        for (int i = 0; i < LAUNCHES; i++) {
            Resources wanted = new Resources(1 + random.nextInt(3), 2_048, 700, 600, 3, 10, 0);
            switch (engine.place(new PlacementRequest("c5", wanted, 1, 1 + random.nextInt(3), Optional.empty()))) {
                case Placed placed when random.nextInt(4) == 0 -> engine.cancel(placed.reservation());
                case Placed placed -> {
                    placements++;
                    engine.confirm(
                            placed.reservation(),
                            table.commit(placed.hosts(), wanted).orElseThrow());
                    running.add(new Launch(placed.hosts(), wanted));
                }
                case Refused refused -> assertThat(refused.fitting()).isZero();
            }
            while (running.size() > random.nextInt(3)) {
                Launch launch = running.removeFirst();
                engine.refresh(table.release(launch.hosts(), launch.perInstance()));
            }
        }
        running.forEach(launch -> engine.refresh(table.release(launch.hosts(), launch.perInstance())));
        return placements;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("a thread failed or hangs", failure);
        }
    }
}
