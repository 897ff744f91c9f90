package io.firebreak.chaos.region;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A planned process with its life and, while it has one, its operating-system process. Only the supervisor's loop calls
 * it, save for {@link #spawn}.
 */
final class Child {
    private final PlannedProcess planned;
    private Life life;
    private @Nullable Process process;
    private long pid;
    private boolean probed;
    private boolean holdAtDeath;
    private boolean condemned;
    private boolean replaced;
    private Version version = Version.PLANNED;
    private CompletableFuture<@Nullable Void> end = CompletableFuture.completedFuture(null);

    Child(PlannedProcess planned, Instant now) {
        this.planned = planned;
        this.life = Life.waiting(now);
    }

    PlannedProcess planned() {
        return planned;
    }

    ProcessName name() {
        return planned.name();
    }

    Life life() {
        return life;
    }

    /** Completed when the present life is over; at once when there is none. */
    CompletableFuture<@Nullable Void> end() {
        return end;
    }

    RegionProcess snapshot() {
        return new RegionProcess(
                planned.name(),
                planned.kind(),
                planned.cell(),
                pid,
                life.state(),
                life.restarts(),
                planned.url(),
                planned.managementUrl());
    }

    void begin(Instant now) {
        life = life.begin(now);
        end = new CompletableFuture<>();
    }

    /**
     * Starts the operating-system process; off the loop, since it prepares files first.
     *
     * @param started which version
     * @param low whether at low priority
     */
    Process spawn(Path log, Version started, boolean low) throws IOException {
        Program program = planned.program();
        program.beforeStart();
        ProcessBuilder builder = new ProcessBuilder(low ? Priority.low(program.command()) : program.command())
                .directory(program.workingDirectory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(program.environment(started));
        return builder.start();
    }

    void started(Process started) {
        process = started;
        pid = started.pid();
        if (condemned) {
            processes().forEach(ProcessHandle::destroyForcibly);
        }
    }

    void ended(Instant now) {
        life = life.died(now, holdAtDeath);
        process = null;
        holdAtDeath = false;
        condemned = false;
        end.complete(null);
    }

    /** Whether someone asked for the death that just happened or is to come. */
    boolean isToDie() {
        return condemned;
    }

    /** Every operating-system process of the present life; none while it is being started. */
    List<ProcessHandle> processes() {
        Process present = process;
        return present == null ? List.of() : planned.program().processes(present.toHandle());
    }

    /** Says that it will be killed now, or as soon as it has a process. */
    void condemn(boolean hold, Instant now) {
        if (life.isRunning()) {
            holdAtDeath |= hold;
            condemned = true;
        } else if (hold) {
            life = life.hold(now);
        }
    }

    void release(Instant now) {
        holdAtDeath = false;
        life = life.release(now);
    }

    /** Starts it at once after a planned end; as one that serves, it must not be at low priority for good. */
    void replace(Instant now) {
        replaced = true;
        release(now);
    }

    /** What it is from its next start on. */
    Version version() {
        return version;
    }

    void deploy(Version other) {
        version = other;
    }

    /** Nothing else has versions. */
    void refuseOtherThanNode() {
        if (planned.kind() != ProcessKind.NODE) {
            throw new IllegalArgumentException("'%s' is no node, so it cannot be deployed".formatted(name()));
        }
    }

    /** Whether the start to come repairs a death nobody planned. */
    boolean isRepair() {
        return life.state() == ProcessState.DEAD && !replaced;
    }

    /**
     * Whether the start to come, or under way, takes the place of a life that was ended for it, and nobody calls before it is ready:
     * routers leave a node alone until then, clients find a router as soon as it listens.
     */
    boolean mayTakeItsTime() {
        return replaced && planned.kind() == ProcessKind.NODE;
    }

    void pause(Instant now) {
        life = life.pause(now);
    }

    void resume(Instant now) {
        life = life.resume(now);
    }

    /** Whether it is time to ask it if it is ready. */
    boolean wantsProbe() {
        return process != null && life.isComingUp() && !probed;
    }

    void probeBegins() {
        probed = true;
    }

    /** Takes an answer, unless it is of an earlier life. */
    void probeEnds(Process asked, boolean ready, Instant now) {
        probed = false;
        if (ready && asked.equals(process)) {
            life = life.ready(now);
            replaced = false;
        }
    }

    @Nullable
    Process process() {
        return process;
    }
}
