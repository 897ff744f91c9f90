package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that do nothing, so that what is tested is the supervisor alone. */
class SupervisorIT {
    private static final ProcessName DATABASE = new ProcessName("cell-1/database");
    private static final ProcessName NODE = new ProcessName("cell-1/node-1");

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RegionHome home;

    @SuppressWarnings("NullAway.Init")
    private Supervisor supervisor;

    @BeforeEach
    void plan() {
        home = new RegionHome(directory);
        home.create();
        supervisor = supervise(
                planned(DATABASE, ProcessKind.DATABASE, List.of()), planned(NODE, ProcessKind.NODE, List.of(DATABASE)));
    }

    private Supervisor supervise(PlannedProcess... processes) {
        return new Supervisor(List.of(processes), home, InstantSource.system(), Duration.ofSeconds(2));
    }

    private PlannedProcess planned(ProcessName name, ProcessKind kind, List<ProcessName> needs, String... arguments) {
        List<String> command = arguments.length == 0 ? List.of("sleep", "600") : List.of(arguments);
        Path readiness = directory.resolve(name.fileName());
        return new PlannedProcess(name, kind, null, null, null, needs, new SleepingProgram(readiness, command));
    }

    @AfterEach
    void stop() {
        supervisor.down();
    }

    @Test
    void startsAProcessOnlyWhenWhatItNeedsIsReady() throws Exception {
        CompletableFuture<@Nullable Void> started = supervisor.start();
        await(() -> process(DATABASE).pid() != 0);
        assertThat(process(NODE).pid()).isZero();

        ready(DATABASE);
        await(() -> process(NODE).pid() != 0);
        assertThat(started).isNotDone();

        ready(NODE);
        started.get(10, TimeUnit.SECONDS);
        assertThat(supervisor.processes()).extracting(RegionProcess::state).containsOnly(ProcessState.READY);
    }

    @Test
    void startsAgainWhatDied() {
        allReady();
        long first = process(NODE).pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await(() -> process(NODE).state() == ProcessState.READY && process(NODE).pid() != first);
        assertThat(process(NODE).restarts()).isEqualTo(1);
        assertThat(process(DATABASE).restarts()).isZero();
    }

    @Test
    void aKillHasHappenedWhenTheCallReturns() {
        allReady();
        long first = process(NODE).pid();

        supervisor.kill(List.of(NODE), false);

        assertThat(isAlive(first)).isFalse();
        await(() -> process(NODE).state() == ProcessState.READY);
    }

    @Test
    void aRestartEndsAProcessByItsSignalAndStartsItAtOnce() {
        supervisor = supervise(planned(
                NODE,
                ProcessKind.NODE,
                List.of(),
                "sh",
                "-c",
                "trap 'touch %s; exit 0' TERM; while :; do sleep 0.1; done".formatted(directory.resolve("asked"))));
        ready(NODE);
        supervisor.start().orTimeout(20, TimeUnit.SECONDS).join();
        long first = process(NODE).pid();

        supervisor.restart(List.of(NODE));

        assertThat(isAlive(first)).isFalse();
        assertThat(directory.resolve("asked")).exists();
        await(() -> process(NODE).state() == ProcessState.READY);
        assertThat(process(NODE).pid()).isNotEqualTo(first);
        assertThat(process(NODE).restarts()).isEqualTo(1);
    }

    /** The environment of its present life tells which version a process is. */
    private String versionOf(ProcessName name) {
        try {
            return Files.readString(Path.of(
                                    "/proc/%d/environ".formatted(process(name).pid())))
                            .contains("firebreak_chaos_errors=0.6")
                    ? "bad"
                    : "planned";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsDeployedStaysOverADeathAndIsGoneForGoodWhenItIsRolledBack() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "Linux");
        allReady();
        supervisor.deploy(List.of(NODE), Map.of("firebreak.chaos.errors", "0.6"));
        await(() -> process(NODE).state() == ProcessState.READY);
        assertThat(versionOf(NODE)).isEqualTo("bad");

        long bad = process(NODE).pid();
        supervisor.kill(List.of(NODE), false);
        await(() -> process(NODE).state() == ProcessState.READY && process(NODE).pid() != bad);
        assertThat(versionOf(NODE))
                .as("a bad version is no better for having died")
                .isEqualTo("bad");

        supervisor.rollBack(List.of(NODE));
        await(() -> process(NODE).state() == ProcessState.READY);
        assertThat(versionOf(NODE)).isEqualTo("planned");
        long good = process(NODE).pid();

        supervisor.rollBack(List.of(NODE));
        assertThat(process(NODE).pid()).as("there is nothing to roll back").isEqualTo(good);
        supervisor.kill(List.of(NODE), false);
        await(() -> process(NODE).state() == ProcessState.READY && process(NODE).pid() != good);
        assertThat(versionOf(NODE)).isEqualTo("planned");
    }

    @Test
    void deploysNoOtherSettingsAndNothingButNodes() {
        allReady();
        long pid = process(NODE).pid();
        assertThatThrownBy(() -> supervisor.deploy(List.of(NODE), Map.of("firebreak.cell.internal-secret", "known")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'firebreak.cell.internal-secret' cannot be deployed");
        assertThatThrownBy(() -> supervisor.deploy(List.of(NODE, DATABASE), Map.of("firebreak.chaos.errors", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'cell-1/database' is no node");
        supervisor.rollBack(List.of(NODE));
        assertThat(process(NODE).pid()).as("nothing was done").isEqualTo(pid);
    }

    @Test
    void aNodeThatIsReplacedLeavesTheProcessorsToOthersUntilItIsWarm() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")) && Priority.mayBeRaised(), "Linux, as root");
        allReady();

        supervisor.restart(List.of(DATABASE, NODE));

        await(() -> supervisor.processes().stream().allMatch(process -> process.state() == ProcessState.READY));
        await(() -> nicenessOf(NODE) == 10);
        assertThat(nicenessOf(DATABASE)).isZero();
        await(() -> nicenessOf(NODE) == 0);
    }

    private int nicenessOf(ProcessName name) {
        try {
            return PriorityTest.nicenessOf(process(name).pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRestartKillsWhatIsDeafToItsSignalAndReleasesWhatWasHeld() {
        supervisor = supervise(
                planned(DATABASE, ProcessKind.DATABASE, List.of()),
                planned(NODE, ProcessKind.NODE, List.of(DATABASE), "sh", "-c", "trap '' TERM; exec sleep 600"));
        allReady();
        long deaf = process(NODE).pid();
        supervisor.end(List.of(DATABASE));
        assertThat(process(DATABASE).state()).isEqualTo(ProcessState.HELD);

        supervisor.restart(List.of(DATABASE, NODE));

        assertThat(isAlive(deaf)).isFalse();
        await(() -> supervisor.processes().stream().allMatch(process -> process.state() == ProcessState.READY));
    }

    @Test
    void aHeldProcessStaysDeadUntilItIsReleased() throws InterruptedException {
        allReady();
        supervisor.kill(List.of(NODE), true);
        assertThat(process(NODE).state()).isEqualTo(ProcessState.HELD);

        Thread.sleep(1_500);
        assertThat(process(NODE).state()).isEqualTo(ProcessState.HELD);

        supervisor.release(List.of(NODE));
        await(() -> process(NODE).state() == ProcessState.READY);
    }

    @Test
    void aProcessThatIsDeadAlreadyCanBeHeld() {
        allReady();
        supervisor.kill(List.of(NODE), false);
        supervisor.kill(List.of(NODE), true);

        assertThat(process(NODE).state()).isEqualTo(ProcessState.HELD);
    }

    @Test
    void aPausedProcessStopsAndGoesOn() {
        allReady();
        long pid = process(NODE).pid();

        supervisor.pause(List.of(NODE));
        assertThat(process(NODE).state()).isEqualTo(ProcessState.PAUSED);
        await(() -> schedulerState(pid) == 'T');

        supervisor.resume(List.of(NODE));
        assertThat(process(NODE).state()).isEqualTo(ProcessState.READY);
        await(() -> schedulerState(pid) == 'S');
        assertThat(process(NODE).pid()).isEqualTo(pid);
    }

    @Test
    void aPausedProcessCanBeKilled() {
        allReady();
        supervisor.pause(List.of(NODE));
        supervisor.kill(List.of(NODE), true);

        assertThat(process(NODE).state()).isEqualTo(ProcessState.HELD);
    }

    @Test
    void refusesANameTheRegionDoesNotHaveAndDoesNothing() {
        allReady();
        long pid = process(NODE).pid();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> supervisor.kill(List.of(NODE, new ProcessName("cell-9/node-1")), true))
                .withMessageContaining("no process is called 'cell-9/node-1'")
                .withMessageContaining("cell-1/node-1");
        assertThat(isAlive(pid)).isTrue();
    }

    @Test
    void aProcessThatDiesDuringTheStartFailsItWithTheEndOfItsLog() {
        supervisor =
                supervise(planned(NODE, ProcessKind.NODE, List.of(), "sh", "-c", "echo the port is taken; exit 7"));

        assertThatThrownBy(() -> supervisor.start().join())
                .cause()
                .isInstanceOf(RegionStartException.class)
                .hasMessageContaining("cell-1/node-1 ended with exit 7")
                .hasMessageContaining("the port is taken");
    }

    @Test
    void aProgramThatIsNotThereFailsTheStart() {
        supervisor = supervise(planned(NODE, ProcessKind.NODE, List.of(), "no-such-program"));

        assertThatThrownBy(() -> supervisor.start().join()).hasMessageContaining("no-such-program");
    }

    @Test
    void leavesNoProcessAlsoNoneThatIsPausedOrDeafToItsSignal() {
        supervisor = supervise(
                planned(DATABASE, ProcessKind.DATABASE, List.of()),
                planned(NODE, ProcessKind.NODE, List.of(DATABASE), "sh", "-c", "trap '' TERM; exec sleep 600"));
        allReady();
        List<Long> pids =
                supervisor.processes().stream().map(RegionProcess::pid).toList();
        supervisor.pause(List.of(DATABASE));

        supervisor.down();

        assertThat(pids).hasSize(2).noneMatch(SupervisorIT::isAlive);
    }

    @Test
    void tellsWhenAProcessIdHasChanged() {
        allReady();
        var seen = new LinkedBlockingQueue<List<RegionProcess>>();
        supervisor.whenPidsChange(seen::add);

        supervisor.kill(List.of(NODE), false);

        await(() -> !seen.isEmpty());
        assertThat(seen.element())
                .extracting(RegionProcess::pid)
                .contains(process(NODE).pid());
    }

    private void allReady() {
        ready(DATABASE);
        ready(NODE);
        supervisor.start().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void ready(ProcessName name) {
        try {
            Files.createFile(directory.resolve(name.fileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RegionProcess process(ProcessName name) {
        return supervisor.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static char schedulerState(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return '?';
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
