package io.firebreak.fleet.nitro;

import static io.firebreak.fleet.api.CommandOutcome.ACCEPTED;
import static io.firebreak.fleet.api.CommandOutcome.NO_CAPACITY;
import static io.firebreak.fleet.api.CommandOutcome.REPEATED;
import static io.firebreak.fleet.api.CommandOutcome.STALE;
import static io.firebreak.fleet.api.CommandOutcome.UNKNOWN_INSTANCE;
import static io.firebreak.fleet.api.HostedState.BOOTING;
import static io.firebreak.fleet.api.HostedState.RUNNING;
import static io.firebreak.fleet.api.HostedState.STOPPED;
import static io.firebreak.fleet.api.HostedState.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NitroControllerTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Resources HOST = new Resources(8, 8_192, 1_000, 1_000, 10, 20, 100, 4);
    private static final Resources HALF = new Resources(4, 4_096, 500, 500, 5, 10, 50, 2);
    private static final InstanceId A = new InstanceId("i-a");
    private static final InstanceId B = new InstanceId("i-b");

    private final NitroController controller = new NitroController(HOST);

    @Test
    void bootsAndThenRunsAnInstance() {
        assertThat(run(A, 1, HALF)).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(BOOTING);
        assertThat(controller.used()).isEqualTo(HALF);

        assertThat(controller.completeBoot(A, NOW, NOW.plusSeconds(2))).isPresent();
        assertThat(state(A)).isEqualTo(RUNNING);
        assertThat(controller.domains()).isOne();
    }

    @Test
    void doesNothingTwiceForTheSameGeneration() {
        run(A, 3, HALF);
        assertThat(run(A, 3, HALF)).isEqualTo(REPEATED);
        assertThat(handle(new Command.Terminate(A, 3))).isEqualTo(REPEATED);
        assertThat(controller.used()).isEqualTo(HALF);
    }

    @Test
    void refusesAnOlderGeneration() {
        run(A, 3, HALF);
        assertThat(handle(new Command.Terminate(A, 2))).isEqualTo(STALE);
        assertThat(state(A)).isEqualTo(BOOTING);
    }

    @Test
    void refusesALateRunOfAnInstanceItNeverHadButWasToldToTerminate() {
        assertThat(handle(new Command.Terminate(A, 2))).isEqualTo(ACCEPTED);
        assertThat(run(A, 1, HALF)).isEqualTo(STALE);
        assertThat(controller.used()).isEqualTo(Resources.NONE);
        assertThat(guest(A).instanceType()).isEmpty();
    }

    @Test
    void runsANewerGenerationOfAnInstanceThatLeftBefore() {
        run(A, 1, HALF);
        handle(new Command.Terminate(A, 2));
        assertThat(run(A, 3, HALF)).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(BOOTING);
    }

    static Stream<Resources> oneTooMuchOfEachResource() {
        return Stream.of(
                new Resources(5, 0, 0, 0, 0, 0, 0),
                new Resources(0, 4_097, 0, 0, 0, 0, 0),
                new Resources(0, 0, 501, 0, 0, 0, 0),
                new Resources(0, 0, 0, 501, 0, 0, 0),
                new Resources(0, 0, 0, 0, 6, 0, 0),
                new Resources(0, 0, 0, 0, 0, 11, 0),
                new Resources(0, 0, 0, 0, 0, 0, 51),
                new Resources(0, 0, 0, 0, 0, 0, 0, 3));
    }

    @ParameterizedTest
    @MethodSource("oneTooMuchOfEachResource")
    void neverOvercommitsAnyResourceEvenIfTheCellAsks(Resources tooMuch) {
        run(A, 1, HALF);
        assertThat(run(B, 1, tooMuch)).isEqualTo(NO_CAPACITY);
        assertThat(controller.used()).isEqualTo(HALF);
        assertThat(controller.guests()).extracting(Guest::id).containsExactly(A);
    }

    @Test
    void isNotFooledByRequestsThatOverflow() {
        run(A, 1, HALF);
        assertThat(run(B, 1, new Resources(0, Long.MAX_VALUE, 0, 0, 0, 0, 0))).isEqualTo(NO_CAPACITY);
        assertThat(run(B, 1, new Resources(Integer.MAX_VALUE, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(NO_CAPACITY);
    }

    @Test
    void takesTheSameGenerationOnceThereIsRoom() {
        run(A, 1, HOST);
        assertThat(run(B, 1, HALF)).isEqualTo(NO_CAPACITY);
        handle(new Command.Terminate(A, 2));
        assertThat(run(B, 1, HALF)).isEqualTo(ACCEPTED);
    }

    @Test
    void keepsThePlaceOfAStoppedInstance() {
        running(A, HOST);
        assertThat(handle(new Command.Stop(A, 2))).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(STOPPED);
        assertThat(controller.domains()).isZero();
        assertThat(run(B, 1, HALF)).isEqualTo(NO_CAPACITY);

        assertThat(run(A, 3, HOST)).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(BOOTING);
    }

    @Test
    void bootsAStoppedInstanceInAnotherSizeIfThatFits() {
        running(A, HALF);
        run(B, 1, HALF);
        handle(new Command.Stop(A, 2));

        assertThat(run(A, 3, HOST)).isEqualTo(NO_CAPACITY);
        assertThat(state(A)).isEqualTo(STOPPED);

        handle(new Command.Terminate(B, 2));
        assertThat(run(A, 3, HOST)).isEqualTo(ACCEPTED);
        assertThat(controller.used()).isEqualTo(HOST);
    }

    @Test
    void keepsARunningInstanceRunningWhenToldToRunItAgain() {
        running(A, HALF);
        assertThat(run(A, 2, HALF)).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(RUNNING);
        assertThat(guest(A).generation()).isEqualTo(2);
    }

    @Test
    void bootsARunningInstanceAgainOnReboot() {
        running(A, HALF);
        assertThat(handle(new Command.Reboot(A, 2))).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(BOOTING);
        assertThat(controller.domains()).isOne();
    }

    @Test
    void leavesAStoppedInstanceStoppedOnReboot() {
        running(A, HALF);
        handle(new Command.Stop(A, 2));
        assertThat(handle(new Command.Reboot(A, 3))).isEqualTo(ACCEPTED);
        assertThat(state(A)).isEqualTo(STOPPED);
    }

    @Test
    void doesNotCompleteABootThatALaterCommandOvertook() {
        run(A, 1, HALF);
        controller.handle(new Command.Reboot(A, 2), NOW.plusSeconds(1));
        assertThat(controller.completeBoot(A, NOW, NOW.plusSeconds(2))).isEmpty();
        assertThat(controller.completeBoot(A, NOW.plusSeconds(1), NOW.plusSeconds(3)))
                .isPresent();

        handle(new Command.Stop(A, 3));
        assertThat(controller.completeBoot(A, NOW, NOW.plusSeconds(4))).isEmpty();
    }

    @Test
    void hasNothingToStopOrRebootWhereThereIsNoInstance() {
        assertThat(handle(new Command.Stop(A, 1))).isEqualTo(UNKNOWN_INSTANCE);
        assertThat(handle(new Command.Reboot(A, 1))).isEqualTo(UNKNOWN_INSTANCE);
        handle(new Command.Terminate(A, 2));
        assertThat(handle(new Command.Stop(A, 3))).isEqualTo(UNKNOWN_INSTANCE);
        assertThat(guest(A).generation()).isEqualTo(2);
    }

    @Test
    void freesThePlaceOfATerminatedInstanceInEveryState() {
        run(A, 1, HALF);
        running(B, HALF);
        handle(new Command.Stop(B, 2));
        handle(new Command.Terminate(A, 2));
        handle(new Command.Terminate(B, 3));
        assertThat(controller.used()).isEqualTo(Resources.NONE);
        assertThat(controller.domains()).isZero();
        assertThat(state(A)).isEqualTo(TERMINATED);
    }

    @Test
    void forgetsATombstoneOnlyOfTheGenerationItIsToldOf() {
        run(A, 1, HALF);
        assertThat(controller.forget(A, 1)).isFalse();
        handle(new Command.Terminate(A, 2));
        handle(new Command.Terminate(A, 3));
        assertThat(controller.forget(A, 2)).isFalse();
        assertThat(controller.forget(A, 3)).isTrue();
        assertThat(controller.guests()).isEmpty();
    }

    @Test
    void comesBackWithWhatItHeld() {
        running(A, HALF);
        handle(new Command.Stop(A, 2));
        run(B, 1, HALF);

        NitroController restored = new NitroController(HOST);
        controller.guests().forEach(restored::restore);

        assertThat(restored.guests()).containsExactlyInAnyOrderElementsOf(controller.guests());
        assertThat(restored.used()).isEqualTo(HOST);
        assertThat(restored.domains()).isOne();
    }

    @Test
    void refusesToComeBackOnASmallerHost() {
        run(A, 1, HOST);
        NitroController smaller = new NitroController(HALF);
        assertThatIllegalStateException()
                .isThrownBy(() -> controller.guests().forEach(smaller::restore))
                .withMessageContaining("has no room for i-a");
    }

    private void running(InstanceId instance, Resources resources) {
        assertThat(run(instance, 1, resources)).isEqualTo(ACCEPTED);
        assertThat(controller.completeBoot(instance, NOW, NOW)).isPresent();
    }

    private CommandOutcome run(InstanceId instance, long generation, Resources resources) {
        return handle(new Command.Run(instance, generation, "c5.large", resources));
    }

    private CommandOutcome handle(Command command) {
        return controller.handle(command, NOW).outcome();
    }

    private Guest guest(InstanceId id) {
        return controller.guests().stream()
                .filter(guest -> guest.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    private HostedState state(InstanceId id) {
        return guest(id).state();
    }
}
