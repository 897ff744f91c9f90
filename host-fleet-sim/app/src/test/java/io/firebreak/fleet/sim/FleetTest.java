package io.firebreak.fleet.sim;

import static io.firebreak.fleet.api.CommandOutcome.ACCEPTED;
import static io.firebreak.fleet.api.CommandOutcome.HOST_SILENT;
import static io.firebreak.fleet.api.CommandOutcome.NO_CAPACITY;
import static io.firebreak.fleet.api.CommandOutcome.REPEATED;
import static io.firebreak.fleet.api.CommandOutcome.STALE;
import static io.firebreak.fleet.api.CommandOutcome.UNKNOWN_HOST;
import static io.firebreak.fleet.api.HostedState.BOOTING;
import static io.firebreak.fleet.api.HostedState.RUNNING;
import static io.firebreak.fleet.api.HostedState.STOPPED;
import static io.firebreak.fleet.api.HostedState.TERMINATED;
import static io.firebreak.fleet.sim.TestFleet.BOOT_TIME;
import static io.firebreak.fleet.sim.TestFleet.HALF;
import static io.firebreak.fleet.sim.TestFleet.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostReport;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import io.firebreak.fleet.nitro.Command;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    private static final HostId HOST_1 = new HostId("host-1");
    private static final HostId HOST_2 = new HostId("host-2");

    @TempDir
    Path directory;

    private TestFleet test;

    @BeforeEach
    void start() {
        test = TestFleet.explicit(directory, 2);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void bootsAnInstanceInExactlyItsBootTime() {
        test.run("host-1", "i-a", 1, HALF);
        test.fleet().step(BOOT_TIME.minusMillis(1));
        assertThat(states()).containsExactly(BOOTING);
        test.fleet().step(Duration.ofMillis(1));
        assertThat(states()).containsExactly(RUNNING);
    }

    @Test
    void followsTheTimeAndNeverGoesBackWithIt(@TempDir Path other) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:10Z"));
        InstantSource time = now::get;
        try (TestFleet auto = new TestFleet(other, ClockMode.AUTO, time, 1)) {
            assertThat(auto.fleet().step(BOOT_TIME)).isEmpty();
            auto.run("host-1", "i-a", 1, HALF);
            now.set(Instant.parse("2026-01-01T00:00:12Z"));
            assertThat(auto.instances().getFirst().state()).isEqualTo(RUNNING);

            now.set(Instant.parse("2026-01-01T00:00:00Z"));
            auto.restart();
            assertThat(auto.fleet().now()).isEqualTo("2026-01-01T00:00:12Z");
        }
    }

    @Test
    void answersEachOrderInTheirOrder() {
        List<Order> orders = List.of(
                run("host-1", "i-a", 1, HOST),
                run("host-1", "i-b", 1, HALF),
                run("host-9", "i-b", 1, HALF),
                run("host-1", "i-a", 1, HOST),
                new Order(HOST_1, new Command.Terminate(new InstanceId("i-a"), 2)),
                run("host-1", "i-b", 1, HALF),
                run("host-1", "i-a", 1, HALF));
        assertThat(test.fleet().carryOut(orders))
                .containsExactly(ACCEPTED, NO_CAPACITY, UNKNOWN_HOST, REPEATED, ACCEPTED, ACCEPTED, STALE);
    }

    @Test
    void comesBackWithWhatItsHostsRan() {
        test.run("host-1", "i-running", 1, HALF);
        test.run("host-2", "i-stopped", 1, HALF);
        test.fleet().step(BOOT_TIME);
        test.order("host-2", new Command.Stop(new InstanceId("i-stopped"), 2));
        test.run("host-1", "i-booting", 4, HALF);
        test.terminate("host-2", "i-never-here", 7);
        test.fleet().step(Duration.ofSeconds(1));
        FleetReport before = test.fleet().report(null, null);
        Instant time = test.fleet().now();

        test.restart();

        FleetReport after = test.fleet().report(null, null);
        assertThat(after.instances()).isEqualTo(before.instances());
        assertThat(after.hosts()).isEqualTo(before.hosts());
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
        assertThat(test.fleet().now()).isEqualTo(time);
        assertThat(test.run("host-2", "i-never-here", 6, HALF)).isEqualTo(STALE);
        assertThat(test.run("host-1", "i-booting", 4, HALF)).isEqualTo(REPEATED);

        test.fleet().step(Duration.ofSeconds(1));
        assertThat(states()).containsExactly(RUNNING, STOPPED, RUNNING);
    }

    @Test
    void tellsChangesSinceAnEarlierReport() {
        FleetReport first = test.fleet().report(null, null);
        assertThat(first.full()).isTrue();
        assertThat(first.hosts()).hasSize(2).allMatch(HostReport::answering);

        test.run("host-1", "i-a", 1, HALF);
        FleetReport second = test.fleet().report(first.incarnation(), first.version());
        assertThat(second.full()).isFalse();
        assertThat(second.instances()).extracting(HostedInstance::instance).containsExactly("i-a");
        assertThat(second.hosts()).isEmpty();

        assertThat(test.fleet().report("another", first.version()).full()).isTrue();
        test.restart();
        assertThat(test.fleet().report(second.incarnation(), second.version()).full())
                .isTrue();
    }

    @Test
    void reportsTheEndOfAnInstanceOnceAndForgetsItAfterTenMinutes() {
        test.run("host-1", "i-a", 1, HALF);
        FleetReport alive = test.fleet().report(null, null);
        test.terminate("host-1", "i-a", 2);
        FleetReport gone = test.fleet().report(alive.incarnation(), alive.version());
        assertThat(gone.instances()).extracting(HostedInstance::state).containsExactly(TERMINATED);
        assertThat(test.fleet().report(gone.incarnation(), gone.version()).instances())
                .isEmpty();
        assertThat(test.instances()).isEmpty();

        test.fleet().step(Tombstones.LONGEST_KEPT);
        assertThat(test.fleet().census()).containsEntry(TERMINATED, 1);
        test.fleet().step(Duration.ofMillis(1));
        assertThat(test.fleet().census()).isEmpty();
        assertThat(test.fleet().report(alive.incarnation(), alive.version()).full())
                .isTrue();
    }

    @Test
    void forgetsATombstoneThatItBroughtBack() {
        test.terminate("host-1", "i-a", 2);
        test.restart();
        assertThat(test.fleet().census()).containsEntry(TERMINATED, 1);
        test.fleet().step(Tombstones.LONGEST_KEPT.plusMillis(1));
        assertThat(test.fleet().census()).isEmpty();
    }

    @Test
    void endsAllThatAFencedHostHeldForGood() {
        test.run("host-1", "i-booting", 3, HALF);
        test.run("host-2", "i-elsewhere", 1, HALF);
        FleetReport before = test.fleet().report(null, null);
        test.fleet().setSilent(HOST_1, true);
        test.fleet().step(BOOT_TIME);

        assertThat(test.fleet().fence(List.of(HOST_1, new HostId("host-9")))).containsExactly(HOST_1);
        assertThat(test.fleet().fence(List.of(HOST_1))).containsExactly(HOST_1);

        FleetReport fenced = test.fleet().report(before.incarnation(), before.version());
        assertThat(fenced.instances())
                .contains(new HostedInstance("host-1", "i-booting", "c5.large", 3, TERMINATED, Resources.NONE));
        assertThat(fenced.hosts()).containsExactly(new HostReport("host-1", false, Resources.NONE));
        assertThat(test.run("host-1", "i-new", 1, HALF)).isEqualTo(HOST_SILENT);

        test.restart();
        assertThat(test.instances()).extracting(HostedInstance::instance).containsExactly("i-elsewhere");
        assertThat(test.run("host-1", "i-booting", 3, HALF)).isEqualTo(REPEATED);
        assertThat(test.run("host-1", "i-booting", 4, HOST)).isEqualTo(ACCEPTED);
    }

    @Test
    void comesBackEmptyFromAFence() {
        test.run("host-1", "i-a", 1, HOST);
        test.fleet().fence(List.of(HOST_1));

        test.fleet().setSilent(HOST_1, false);
        test.fleet().step(BOOT_TIME);

        assertThat(test.instances()).isEmpty();
        assertThat(test.run("host-1", "i-b", 1, HOST)).isEqualTo(ACCEPTED);
    }

    @Test
    void showsNothingOfACutRackUntilItIsBackAndThenThatAllIsGone() {
        test.run("host-1", "i-a", 1, HALF);
        test.fleet().step(BOOT_TIME);
        test.run("host-2", "i-booting", 1, HALF);
        FleetReport before = test.fleet().report(null, null);

        assertThat(test.fleet().cutPower("rack-1"))
                .hasSize(test.fleet().inventory().hosts().size());
        test.fleet().step(BOOT_TIME);
        FleetReport dark = test.fleet().report(before.incarnation(), before.version());
        assertThat(dark.instances()).isEmpty();
        assertThat(dark.hosts()).hasSameSizeAs(test.fleet().inventory().hosts()).noneMatch(HostReport::answering);
        assertThat(test.run("host-1", "i-new", 1, HALF)).isEqualTo(HOST_SILENT);

        test.fleet().restorePower("rack-1");
        FleetReport back = test.fleet().report(dark.incarnation(), dark.version());
        assertThat(back.instances())
                .extracting(HostedInstance::instance, HostedInstance::state)
                .containsExactlyInAnyOrder(tuple("i-a", TERMINATED), tuple("i-booting", TERMINATED));
        assertThat(test.fleet().cutFeeds()).isEmpty();
        assertThat(test.fleet().silentHosts()).isEmpty();
        assertThat(test.run("host-1", "i-a", 1, HALF)).isEqualTo(REPEATED);
        assertThat(test.run("host-1", "i-new", 1, HOST)).isEqualTo(ACCEPTED);
        test.fleet().step(BOOT_TIME);
        test.restart();
        assertThat(test.fleet().census()).containsEntry(RUNNING, 1).containsEntry(TERMINATED, 2);
    }

    @Test
    void keepsAHostDarkThatHangsOnTwoCutFeeds() {
        test.fleet().cutPower("rack-1");
        test.fleet().cutPower("zone-1");
        test.fleet().restorePower("zone-1");
        assertThat(test.fleet().cutFeeds()).containsExactly("rack-1");
        assertThat(test.run("host-1", "i-a", 1, HALF)).isEqualTo(HOST_SILENT);
        test.fleet().setSilent(HOST_1, false);
        assertThat(test.run("host-1", "i-a", 1, HALF))
                .as("nobody makes a dark host answer")
                .isEqualTo(HOST_SILENT);
        test.fleet().restorePower("rack-1");
        assertThat(test.run("host-1", "i-a", 1, HALF)).isEqualTo(ACCEPTED);
    }

    @Test
    void endsWhatIsFencedInTheDarkAtOnceAndIsWholeWhenThePowerIsBack() {
        test.run("host-1", "i-a", 1, HALF);
        test.fleet().setSilent(HOST_2, true);
        FleetReport before = test.fleet().report(null, null);
        test.fleet().cutPower("rack-1");
        test.fleet().fence(List.of(HOST_1, HOST_2));
        assertThat(test.fleet().report(before.incarnation(), before.version()).instances())
                .extracting(HostedInstance::state)
                .containsExactly(TERMINATED);

        test.fleet().restorePower("rack-1");
        assertThat(test.fleet().silentHosts()).as("it was silent before").containsExactly(HOST_2);
        assertThat(test.run("host-1", "i-b", 1, HOST)).isEqualTo(ACCEPTED);
    }

    @Test
    void refusesAFeedItDoesNotHave() {
        assertThat(test.fleet().cutPower("rack-9")).isEmpty();
        assertThat(test.fleet().cutFeeds()).isEmpty();
        assertThat(test.fleet().restorePower("rack-9")).isEmpty();
    }

    @Test
    void hearsNothingOfASilentHostUntilItAnswersAgain() {
        test.run("host-1", "i-a", 1, HALF);
        FleetReport before = test.fleet().report(null, null);
        assertThat(test.fleet().setSilent(HOST_1, true)).isTrue();
        test.fleet().step(BOOT_TIME);

        assertThat(test.terminate("host-1", "i-a", 2)).isEqualTo(HOST_SILENT);
        FleetReport silent = test.fleet().report(before.incarnation(), before.version());
        assertThat(silent.instances()).isEmpty();
        assertThat(silent.hosts()).containsExactly(new HostReport("host-1", false, HALF));

        test.fleet().setSilent(HOST_1, false);
        FleetReport heard = test.fleet().report(silent.incarnation(), silent.version());
        assertThat(heard.instances()).extracting(HostedInstance::state).containsExactly(RUNNING);
        assertThat(heard.hosts()).isEmpty();
        assertThat(test.fleet().setSilent(new HostId("host-9"), true)).isFalse();
    }

    @Test
    void answersNobodyAfterItsJournalFailed() {
        test.run("host-1", "i-a", 1, HALF);
        test.breakJournal();
        assertThatExceptionOfType(FleetFailedException.class).isThrownBy(() -> test.run("host-1", "i-b", 1, HALF));
        assertThatExceptionOfType(FleetFailedException.class)
                .as("a repeated command must not be taken for one that is kept")
                .isThrownBy(() -> test.run("host-1", "i-b", 1, HALF));
        assertThatExceptionOfType(FleetFailedException.class)
                .isThrownBy(() -> test.fleet().report(null, null));
        assertThat(test.fleet().isUsable()).isFalse();

        test.restart();
        assertThat(test.fleet().isUsable()).isTrue();
        assertThat(test.instances()).extracting(HostedInstance::instance).containsExactly("i-a");
    }

    @Test
    void refusesAJournalOfOtherHosts() {
        test.run("host-2", "i-a", 1, HALF);
        test.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> TestFleet.explicit(directory, 1))
                .withMessageContaining("an instance on host-2");
    }

    @Test
    void comesBackFromAJournalThatWasCompactedWhileItWasWritten() throws IOException {
        Resources tiny = new Resources(0, 1, 0, 0, 0, 0, 0);
        test.run("host-1", "i-old", 1, tiny);
        Path file = directory.resolve("fleet.journal");
        long before;
        int batch = 0;
        do {
            before = Files.size(file);
            String name = "i-" + batch++ % 3 + "-";
            long generation = 2L * batch;
            test.fleet()
                    .carryOut(IntStream.range(0, 500)
                            .boxed()
                            .flatMap(i -> Stream.of(
                                    run("host-2", name + i, generation, tiny),
                                    new Order(
                                            new HostId("host-2"),
                                            new Command.Terminate(new InstanceId(name + i), generation + 1))))
                            .toList());
        } while (Files.size(file) > before);
        test.run("host-1", "i-new", 1, tiny);

        test.restart();
        assertThat(test.instances()).extracting(HostedInstance::instance).containsExactly("i-old", "i-new");
        assertThat(test.fleet().census()).containsEntry(TERMINATED, 1_500);
        assertThat(test.run("host-2", "i-0-7", 1, tiny)).isEqualTo(STALE);
    }

    private List<HostedState> states() {
        return test.instances().stream().map(HostedInstance::state).toList();
    }

    private static Order run(String host, String instance, long generation, Resources resources) {
        return new Order(
                new HostId(host), new Command.Run(new InstanceId(instance), generation, "c5.large", resources));
    }
}
