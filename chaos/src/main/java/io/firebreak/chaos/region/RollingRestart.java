package io.firebreak.chaos.region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Restarts processes of a running region in order, and waits until they are ready again. */
public final class RollingRestart {
    /** As long as a JVM at low priority may take on two cores that others want. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    /** Those who need it connect again. */
    private static final Duration SETTLING = Duration.ofSeconds(2);
    /**
     * A node that is back gets its calls little by little, from a second after it is ready until five seconds later; a router gets
     * its half at once. Until eight seconds after it was ready a node leaves the processors to others. Each has twelve more before its
     * neighbour is taken away: only then has it compiled what it needs to serve for two.
     */
    private static final Duration SETTLING_OF_WHAT_SERVES = Duration.ofSeconds(20);

    private final RegionControl control;
    private final InstantSource clock;
    private final Pause pause;
    private final Progress progress;

    RollingRestart(RegionControl control, InstantSource clock, Pause pause, Progress progress) {
        this.control = control;
        this.clock = clock;
        this.pause = pause;
        this.progress = progress;
    }

    /**
     * One process that is ready again.
     *
     * @param pid of its new life
     * @param tookMillis from the signal that ended it to its readiness
     */
    public record Restarted(ProcessName name, long pid, long tookMillis) {}

    /** Restarts in this region. */
    public static RollingRestart in(RegionControl control, Progress progress) {
        return new RollingRestart(control, InstantSource.system(), Supervision::sleepShortly, progress);
    }

    /**
     * Each only when the one before is ready and those who call it have had time to see that; what serves also time to get warm.
     *
     * @throws RegionStartException when one does not come back; those after it are left as they are
     */
    public List<Restarted> oneAtATime(List<ProcessName> names) {
        List<Restarted> restarted = new ArrayList<>();
        for (ProcessName name : names) {
            if (!restarted.isEmpty()) {
                settle(process(restarted.getLast().name()).kind());
            }
            restarted.addAll(atOnce(List.of(name)));
        }
        return List.copyOf(restarted);
    }

    /**
     * All at the same time.
     *
     * @throws RegionStartException when one does not come back
     */
    public List<Restarted> atOnce(List<ProcessName> names) {
        Instant begin = clock.instant();
        names.forEach(name -> progress.report("restarting " + name));
        control.restart(names);
        return names.stream().map(name -> awaitReady(name, begin)).toList();
    }

    private Restarted awaitReady(ProcessName name, Instant begin) {
        RegionProcess process = process(name);
        while (process.state() != ProcessState.READY) {
            if (Duration.between(begin, clock.instant()).compareTo(LONGEST_START) > 0) {
                throw new RegionStartException("%s is %s and was not ready again within %d s"
                        .formatted(name, process.state(), LONGEST_START.toSeconds()));
            }
            pause.shortly();
            process = process(name);
        }
        Duration took = Duration.between(begin, clock.instant());
        progress.report("%s is ready again after %.1f s".formatted(name, took.toMillis() / 1e3));
        return new Restarted(name, process.pid(), took.toMillis());
    }

    private void settle(ProcessKind before) {
        boolean serves = before == ProcessKind.NODE || before == ProcessKind.ROUTER;
        Instant end = clock.instant().plus(serves ? SETTLING_OF_WHAT_SERVES : SETTLING);
        while (clock.instant().isBefore(end)) {
            pause.shortly();
        }
    }

    private RegionProcess process(ProcessName name) {
        return control.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process is called " + name));
    }
}
