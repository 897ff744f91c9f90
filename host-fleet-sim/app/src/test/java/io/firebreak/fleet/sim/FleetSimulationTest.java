package io.firebreak.fleet.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.HostReport;
import io.firebreak.fleet.api.Resources;
import io.firebreak.fleet.nitro.Command;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random commands, steps of the clock, silences and restarts, against {@link SlowModel}. */
class FleetSimulationTest {
    private static final int STEPS = 3_000;
    private static final List<String> HOSTS = List.of("host-1", "host-2", "host-3");

    private final Map<CommandOutcome, Integer> outcomes = new EnumMap<>(CommandOutcome.class);

    @TempDir
    Path directory;

    static LongStream seeds() {
        Long asked = Long.getLong("seed");
        return asked == null ? LongStream.rangeClosed(1, 20) : LongStream.of(asked);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doesWhatTheModelDoesAndNeverOvercommitsAHost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SlowModel model = new SlowModel(Set.copyOf(HOSTS));
        ReportFollower follower = new ReportFollower();
        try (TestFleet test = TestFleet.explicit(directory, HOSTS.size())) {
            for (int step = 0; step < STEPS; step++) {
                String replay =
                        "step %d, replay with -Dtest=FleetSimulationTest -DargLine=-Dseed=%d".formatted(step, seed);
                act(random, test, model, replay);
                check(test, model, replay);
                if (random.nextInt(10) == 0) {
                    follower.poll(test.fleet());
                    assertThat(follower.known()).as(replay).containsExactlyInAnyOrderElementsOf(model.instances());
                }
            }
        }
        System.out.println("Seed " + seed + " answered " + outcomes);
        assertThat(outcomes).containsOnlyKeys(CommandOutcome.values());
    }

    private void act(SplittableRandom random, TestFleet test, SlowModel model, String replay) {
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        switch (random.nextInt(100)) {
            case 0 -> {
                test.restart();
                model.restart();
            }
            case 1, 2 -> {
                boolean silent = random.nextBoolean();
                test.fleet().setSilent(new HostId(host), silent);
                model.setSilent(host, silent);
            }
            case 3 -> step(Duration.ofMinutes(random.nextInt(12)), test, model);
            case 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 -> step(Duration.ofMillis(random.nextInt(1_500)), test, model);
            case 14 -> order("host-9", command(random, "host-9", model), test, model, replay);
            default -> order(host, command(random, host, model), test, model, replay);
        }
    }

    private static void step(Duration step, TestFleet test, SlowModel model) {
        test.fleet().step(step);
        model.step(step);
    }

    private void order(String host, Command command, TestFleet test, SlowModel model, String replay) {
        CommandOutcome outcome = test.order(host, command);
        outcomes.merge(outcome, 1, Integer::sum);
        assertThat(outcome).as("%s: %s, %s", host, command, replay).isEqualTo(model.order(host, command));
    }

    /** Few ids, and generations around the newest, so that old and repeated ones are common. */
    private static Command command(SplittableRandom random, String host, SlowModel model) {
        InstanceId instance = new InstanceId("i-" + random.nextInt(12));
        long newest = model.generation(host, instance.value());
        long generation = Math.max(1, newest + random.nextInt(5) - 1);
        return switch (random.nextInt(8)) {
            case 0 -> new Command.Stop(instance, generation);
            case 1 -> new Command.Reboot(instance, generation);
            case 2, 3 -> new Command.Terminate(instance, generation);
            default -> new Command.Run(instance, generation, "c5.large", size(random));
        };
    }

    private static Resources size(SplittableRandom random) {
        return new Resources(
                random.nextInt(5),
                random.nextInt(5_000),
                random.nextInt(400),
                random.nextInt(400),
                random.nextInt(5),
                random.nextInt(8),
                random.nextInt(40));
    }

    private static void check(TestFleet test, SlowModel model, String replay) {
        assertThat(test.instances()).as(replay).containsExactlyInAnyOrderElementsOf(model.instances());
        for (HostReport host : test.fleet().report(null, null).hosts()) {
            assertThat(host.used()).as(replay).isEqualTo(model.used(host.id()));
            assertThat(host.used().fitsInto(TestFleet.HOST)).as(replay).isTrue();
        }
    }
}
